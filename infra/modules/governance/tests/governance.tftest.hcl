mock_provider "aws" {
  source = "../../testing/mocks"
}

variables {
  name                      = "marketscope-test"
  region                    = "us-east-1"
  parameter_prefix          = "/marketscope/test"
  trail_bucket              = "marketscope-test-audit-123456789012"
  knowledge_base_bucket_arn = "arn:aws:s3:::marketscope-test-knowledge-base-123456789012"
  upload_service_role_arns  = ["arn:aws:iam::123456789012:role/marketscope-test-chat-api"]
  google_client_id          = "example.apps.googleusercontent.com"
  reader_account_ids        = ["210987654321"]
  developer_arns            = ["arn:aws:iam::123456789012:role/developers"]
  administrator_arns        = ["arn:aws:iam::123456789012:role/operators"]
  monthly_budget_usd        = 50
  operator_email            = "operator@example.com"
}

run "the_boundary_ends_at_the_environment" {
  assert {
    condition = alltrue(flatten([for statement in jsondecode(aws_iam_policy.boundary.policy).Statement : [
      for resource in flatten([statement.Resource]) : strcontains(resource, "marketscope-test-") || strcontains(resource, "/marketscope/test/")
    ] if statement.Sid != "ManagedKeysByTheirServices"]))
    error_message = "The boundary reaches beyond the environment."
  }
  assert {
    condition = alltrue([for statement in jsondecode(aws_iam_policy.boundary.policy).Statement :
      length(try(statement.Condition.StringEquals["kms:ViaService"], [])) == 4 if statement.Sid == "ManagedKeysByTheirServices"
    ])
    error_message = "Keys could be used directly."
  }
  assert {
    condition = !anytrue(flatten([for statement in jsondecode(aws_iam_policy.boundary.policy).Statement : [
      for action in flatten([statement.Action]) : strcontains(action, "*") || startswith(action, "iam:")
    ]]))
    error_message = "The boundary allows changing roles, or what nobody listed."
  }
  assert {
    condition     = length(aws_iam_policy.boundary.policy) < 6144
    error_message = "The boundary is longer than IAM takes."
  }
}

run "who_did_what_is_kept" {
  assert {
    condition = (
      aws_cloudtrail.this[0].is_multi_region_trail && aws_cloudtrail.this[0].include_global_service_events && aws_cloudtrail.this[0].enable_log_file_validation
      && aws_cloudtrail.this[0].enable_logging != false && aws_cloudtrail.this[0].s3_bucket_name == "marketscope-test-audit-123456789012"
    )
    error_message = "The trail does not log everywhere, can be changed unseen, or is off."
  }
}

run "the_operator_is_told_before_the_budget_is_spent" {
  assert {
    condition = (
      aws_budgets_budget.monthly[0].limit_amount == "50" && aws_budgets_budget.monthly[0].time_unit == "MONTHLY"
      && alltrue([for notification in aws_budgets_budget.monthly[0].notification : notification.subscriber_email_addresses == toset(["operator@example.com"])])
      && length(aws_budgets_budget.monthly[0].notification) == 2
    )
    error_message = "Nobody is told of the budget."
  }
}

run "an_upload_is_narrowed_to_its_users_prefix" {
  assert {
    condition = [for statement in jsondecode(aws_iam_role_policy.upload.policy).Statement : statement.Resource] == [
      "arn:aws:s3:::marketscope-test-knowledge-base-123456789012/users/$${aws:PrincipalTag/userId}/*",
      "arn:aws:s3:::marketscope-test-knowledge-base-123456789012/users/google-$${accounts.google.com:sub}/*",
    ]
    error_message = "An upload reaches beyond its user's prefix."
  }
  assert {
    condition = alltrue([for statement in jsondecode(aws_iam_role_policy.upload.policy).Statement :
      statement.Action == ["s3:PutObject", "s3:AbortMultipartUpload"]
    ])
    error_message = "An upload may do more than write."
  }
  assert {
    condition = jsondecode(aws_iam_role.upload.assume_role_policy).Statement[0].Condition == {
      StringLike                  = { "aws:RequestTag/userId" = "?*" }
      "ForAllValues:StringEquals" = { "aws:TagKeys" = ["userId"] }
    }
    error_message = "A session could leave out whose it is."
  }
  assert {
    condition     = jsondecode(aws_iam_role.upload.assume_role_policy).Statement[1].Condition.StringEquals["accounts.google.com:aud"] == "example.apps.googleusercontent.com"
    error_message = "Tokens of other applications would be taken."
  }
}

run "another_account_reads_only_with_session_tags" {
  assert {
    condition = jsondecode(aws_iam_role.reader[0].assume_role_policy).Statement[0].Condition.StringLike == {
      "aws:RequestTag/person" = "?*", "aws:RequestTag/purpose" = "?*"
    }
    error_message = "A session may leave out whose and what for it is."
  }
  assert {
    condition = !anytrue(flatten([for statement in jsondecode(aws_iam_role_policy.reader[0].policy).Statement : [
      for action in statement.Action : !can(regex(":(Describe|Filter|Get|List|StartQuery|StopQuery)", action))
    ]]))
    error_message = "The reader may write."
  }
}

run "the_administrator_needs_a_second_factor" {
  assert {
    condition = jsondecode(aws_iam_role.administrator[0].assume_role_policy).Statement[0].Condition == {
      Bool            = { "aws:MultiFactorAuthPresent" = "true" }
      NumericLessThan = { "aws:MultiFactorAuthAge" = "3600" }
    }
    error_message = "The role is taken without a second factor."
  }
  assert {
    condition     = aws_iam_role_policy_attachment.administrator[0].policy_arn == "arn:aws:iam::aws:policy/AdministratorAccess"
    error_message = "The administrator can't administrate."
  }
}

run "a_role_without_anybody_is_not_made" {
  variables {
    reader_account_ids = []
    developer_arns     = []
    administrator_arns = []
  }
  assert {
    condition     = length(aws_iam_role.reader) + length(aws_iam_role.developer) + length(aws_iam_role.administrator) == 0
    error_message = "There is a role that nobody is named for."
  }
}

run "an_emulator_gets_no_budget_and_no_trail" {
  variables {
    emulated = true
  }
  assert {
    condition     = length(aws_budgets_budget.monthly) == 0 && length(aws_cloudtrail.this) == 0
    error_message = "Something that moto lacks is not left out."
  }
}

run "an_account_that_is_none_is_refused" {
  command = plan
  variables {
    reader_account_ids = ["*"]
  }
  expect_failures = [var.reader_account_ids]
}
