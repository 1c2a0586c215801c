mock_provider "aws" {
  source = "../../testing/mocks"
}

override_resource {
  target = aws_cloudwatch_log_group.own
  values = { arn = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/marketscope-test-worker" }
}

override_resource {
  target = aws_lambda_alias.live
  values = { arn = "arn:aws:lambda:us-east-1:123456789012:function:marketscope-test-worker:live" }
}

override_resource {
  target = aws_lambda_function.this
  values = { arn = "arn:aws:lambda:us-east-1:123456789012:function:marketscope-test-worker", version = "1" }
}

variables {
  name            = "marketscope-test-worker"
  description     = "Works"
  memory_mb       = 256
  timeout_seconds = 30
  environment     = { LOG_LEVEL = "info" }
  policies = {
    "use-tables"  = [{ sid = "TableOrders", actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/marketscope-test-orders"] }]
    "use-secrets" = []
  }
  sources = {
    "new-orders" = { queue_arn = "arn:aws:sqs:us-east-1:123456789012:marketscope-test-new-orders", batch_size = 10, batch_window_seconds = 5, maximum_concurrency = 4 }
  }
  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/marketscope-test-boundary"
  alarm_actions            = ["arn:aws:sns:us-east-1:123456789012:marketscope-test-alarms"]
  runbook_base_url         = "https://example.com/runbooks"
}

run "a_function_is_made_with_a_first_release_behind_the_alias" {
  assert {
    condition = (
      aws_lambda_function.this.runtime == "nodejs22.x" && aws_lambda_function.this.handler == "lambda.handler"
      && aws_lambda_function.this.architectures == tolist(["arm64"]) && aws_lambda_function.this.memory_size == 256 && aws_lambda_function.this.timeout == 30
    )
    error_message = "The function runs otherwise than the services are built for."
  }
  assert {
    condition     = aws_lambda_function.this.publish && aws_lambda_alias.live.name == "live" && aws_lambda_alias.live.function_version == "1"
    error_message = "The alias points to no version."
  }
}

run "a_failed_message_fails_alone_and_the_alias_gets_the_messages" {
  assert {
    condition     = aws_lambda_event_source_mapping.queue["new-orders"].function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "One bad message fails its whole batch."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.queue["new-orders"].function_name == aws_lambda_alias.live.arn
    error_message = "Messages go past the alias."
  }
  assert {
    condition = (
      aws_lambda_event_source_mapping.queue["new-orders"].batch_size == 10 && aws_lambda_event_source_mapping.queue["new-orders"].maximum_batching_window_in_seconds == 5
      && aws_lambda_event_source_mapping.queue["new-orders"].scaling_config[0].maximum_concurrency == 4
    )
    error_message = "Batch, window or concurrency is another."
  }
}

run "its_role_may_do_what_is_listed_consume_its_queue_and_log_and_nothing_else" {
  assert {
    condition = { for name, policy in aws_iam_role_policy.this : name => jsondecode(policy.policy).Statement } == {
      "use-tables" = [{
        Sid      = "TableOrders", Effect = "Allow", Action = ["dynamodb:GetItem"]
        Resource = ["arn:aws:dynamodb:us-east-1:123456789012:table/marketscope-test-orders"]
      }]
      "consume-queues" = [{
        Sid      = "ConsumeNewOrders", Effect = "Allow", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = ["arn:aws:sqs:us-east-1:123456789012:marketscope-test-new-orders"]
      }]
      "write-logs" = [{
        Sid      = "WriteOwnLogGroup", Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/marketscope-test-worker:*"]
      }]
    }
    error_message = "The role may do more or less: ${jsonencode({ for name, policy in aws_iam_role_policy.this : name => policy.policy })}"
  }
  assert {
    condition     = aws_iam_role.this.permissions_boundary == var.permissions_boundary_arn
    error_message = "The role has no boundary."
  }
  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Principal == { Service = "lambda.amazonaws.com" }
    error_message = "Others may take the role."
  }
}

run "an_error_alarms_with_its_runbook" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.errors.metric_name == "Errors" && aws_cloudwatch_metric_alarm.errors.dimensions["FunctionName"] == "marketscope-test-worker"
      && aws_cloudwatch_metric_alarm.errors.threshold == 0 && aws_cloudwatch_metric_alarm.errors.alarm_actions == toset(["arn:aws:sns:us-east-1:123456789012:marketscope-test-alarms"])
      && strcontains(aws_cloudwatch_metric_alarm.errors.alarm_description, "https://example.com/runbooks/lambda-errors.md")
    )
    error_message = "An error does not alarm."
  }
}

run "a_service_of_its_own_has_its_log_group_for_30_days" {
  assert {
    condition     = aws_cloudwatch_log_group.own[0].name == "/aws/lambda/marketscope-test-worker" && aws_cloudwatch_log_group.own[0].retention_in_days == 30
    error_message = "Lines are lost, or kept for ever."
  }
  assert {
    condition     = aws_lambda_function.this.logging_config[0].log_group == "/aws/lambda/marketscope-test-worker" && aws_lambda_function.this.logging_config[0].log_format == "Text"
    error_message = "It logs elsewhere, or wraps lines that are JSON already."
  }
}

run "a_service_that_shares_a_log_group_writes_there_alone" {
  variables {
    log_group = { name = "/marketscope/test/background-jobs", arn = "arn:aws:logs:us-east-1:123456789012:log-group:/marketscope/test/background-jobs" }
  }
  assert {
    condition     = length(aws_cloudwatch_log_group.own) == 0 && aws_lambda_function.this.logging_config[0].log_group == "/marketscope/test/background-jobs"
    error_message = "It logs elsewhere."
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.this["write-logs"].policy).Statement[0].Resource == ["arn:aws:logs:us-east-1:123456789012:log-group:/marketscope/test/background-jobs:*"]
    error_message = "It may write to another log group."
  }
}

run "an_http_service_streams_and_asks_for_a_signature" {
  variables {
    http    = true
    sources = {}
  }
  assert {
    condition = (
      aws_lambda_function_url.this[0].authorization_type == "AWS_IAM" && aws_lambda_function_url.this[0].invoke_mode == "RESPONSE_STREAM"
      && aws_lambda_function_url.this[0].qualifier == "live"
    )
    error_message = "Its URL is open to all, or does not stream, or goes past the alias."
  }
  assert {
    condition     = !contains(keys(aws_iam_role_policy.this), "consume-queues")
    error_message = "It may consume queues."
  }
}

run "an_emulator_gets_all_but_what_it_answers_otherwise" {
  variables {
    emulated = true
  }
  assert {
    condition     = length(aws_lambda_function.this.logging_config) == 0 && aws_lambda_event_source_mapping.queue["new-orders"].function_name == aws_lambda_function.this.arn
    error_message = "The log configuration or the alias is not left out."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.queue["new-orders"].function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "More is left out."
  }
}

run "a_resource_of_any_name_is_refused" {
  command = plan
  variables {
    policies = { "use-tables" = [{ sid = "Everything", actions = ["dynamodb:GetItem"], resources = ["*"] }] }
  }
  expect_failures = [var.policies]
}

run "an_action_of_any_name_is_refused" {
  command = plan
  variables {
    policies = { "use-tables" = [{ sid = "Everything", actions = ["dynamodb:*"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/marketscope-test-orders"] }] }
  }
  expect_failures = [var.policies]
}

run "a_variable_that_lambda_reserves_is_refused" {
  command = plan
  variables {
    environment = { AWS_REGION = "us-east-1" }
  }
  expect_failures = [var.environment]
}

run "a_password_in_a_url_is_refused" {
  command = plan
  variables {
    environment = { SMTP_URL = "smtps://user:password@mail.example.com" }
  }
  expect_failures = [var.environment]
}

run "one_invocation_at_once_is_refused" {
  command = plan
  variables {
    sources = { "new-orders" = { queue_arn = "arn:aws:sqs:us-east-1:123456789012:marketscope-test-new-orders", batch_size = 10, maximum_concurrency = 1 } }
  }
  expect_failures = [var.sources]
}
