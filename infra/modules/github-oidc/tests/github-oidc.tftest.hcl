mock_provider "aws" {
  source = "../../testing/mocks"
}

variables {
  name                = "marketscope-prod"
  environment         = "prod"
  repository          = "example/marketscope"
  region              = "us-east-1"
  state_object_arn    = "arn:aws:s3:::example-state/prod/terraform.tfstate"
  releases_bucket_arn = "arn:aws:s3:::marketscope-prod-releases-123456789012"
  web_bucket_arn      = "arn:aws:s3:::marketscope-prod-web-123456789012"
  function_arns       = ["arn:aws:lambda:us-east-1:123456789012:function:marketscope-prod-chat-api"]
  distribution_arns   = ["arn:aws:cloudfront::123456789012:distribution/EDFDVBD6EXAMPLE"]
  parameter_prefix    = "/marketscope/prod"
}

run "roles_are_bound_to_the_repositorys_environment" {
  assert {
    condition = { for name, role in aws_iam_role.this : name => jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals } == {
      plan = {
        "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
        "token.actions.githubusercontent.com:sub" = "repo:example/marketscope:environment:prod-plan"
      }
      deploy = {
        "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
        "token.actions.githubusercontent.com:sub" = "repo:example/marketscope:environment:prod"
      }
    }
    error_message = "Another workflow could take a role."
  }
  assert {
    condition     = alltrue([for role in aws_iam_role.this : jsondecode(role.assume_role_policy).Statement[0].Action == "sts:AssumeRoleWithWebIdentity"])
    error_message = "A role is taken otherwise than by an identity token."
  }
}

run "deploying_touches_this_environments_releases_and_functions_alone" {
  assert {
    condition = alltrue(flatten([for policy in aws_iam_role_policy.deploy : [for statement in jsondecode(policy.policy).Statement : [
      for resource in flatten([statement.Resource]) : strcontains(resource, "marketscope-prod-") || strcontains(resource, "parameter/marketscope/prod/")
      || strcontains(resource, "distribution/EDFDVBD6EXAMPLE") || endswith(resource, ":alarm:*")
    ]]]))
    error_message = "The role reaches beyond its environment."
  }
  assert {
    condition = !anytrue(flatten([for policy in aws_iam_role_policy.deploy : [for statement in jsondecode(policy.policy).Statement : [
      for action in flatten([statement.Action]) : strcontains(action, "*") || startswith(action, "iam:") || startswith(action, "dynamodb:") || startswith(action, "secretsmanager:")
    ]]]))
    error_message = "The role may do more than deploy."
  }
}

run "planning_reads_settings_and_the_state_but_no_data" {
  assert {
    condition     = aws_iam_role_policy_attachment.plan_reads.policy_arn == "arn:aws:iam::aws:policy/ReadOnlyAccess"
    error_message = "The role can't read settings."
  }
  assert {
    condition = (
      contains(jsondecode(aws_iam_role_policy.plan_never_reads_data.policy).Statement[0].Action, "dynamodb:GetItem")
      && contains(jsondecode(aws_iam_role_policy.plan_never_reads_data.policy).Statement[0].Action, "secretsmanager:GetSecretValue")
      && jsondecode(aws_iam_role_policy.plan_never_reads_data.policy).Statement[0].Effect == "Deny"
      && jsondecode(aws_iam_role_policy.plan_never_reads_data.policy).Statement[2].NotResource == [var.state_object_arn]
    )
    error_message = "The role reads what people stored."
  }
}

run "the_accounts_provider_may_be_made_elsewhere" {
  variables {
    create_provider = false
  }
  assert {
    condition = (
      length(aws_iam_openid_connect_provider.github) == 0
      && jsondecode(aws_iam_role.this["deploy"].assume_role_policy).Statement[0].Principal.Federated == "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
    )
    error_message = "The roles don't use the account's provider."
  }
}

run "a_wildcard_of_repositories_is_refused" {
  command = plan
  variables {
    repository = "example/*"
  }
  expect_failures = [var.repository]
}
