mock_provider "aws" {
  source = "../../testing/mocks"
}

override_resource {
  target = aws_sqs_queue.dead_letters
  values = { arn = "arn:aws:sqs:us-east-1:123456789012:marketscope-test-daily-schedule-dlq" }
}

variables {
  name                     = "marketscope-test-daily"
  expression               = "cron(30 16 ? * MON-FRI *)"
  function_arn             = "arn:aws:lambda:us-east-1:123456789012:function:marketscope-test-updater:live"
  input                    = "{\"trigger\":\"daily\",\"scheduledTime\":\"<aws.scheduler.scheduled-time>\"}"
  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/marketscope-test-boundary"
  alarm_actions            = ["arn:aws:sns:us-east-1:123456789012:marketscope-test-alarms"]
  runbook_base_url         = "https://example.com/runbooks"
}

run "it_starts_the_function_in_new_yorks_time" {
  assert {
    condition     = aws_scheduler_schedule.this.schedule_expression == "cron(30 16 ? * MON-FRI *)" && aws_scheduler_schedule.this.schedule_expression_timezone == "America/New_York"
    error_message = "The schedule is not at 16:30 in New York."
  }
  assert {
    condition     = aws_scheduler_schedule.this.target[0].arn == var.function_arn && aws_scheduler_schedule.this.target[0].input == var.input
    error_message = "It starts something else, or with another event."
  }
}

run "a_start_is_tried_again_then_kept_and_alarms" {
  assert {
    condition = (
      aws_scheduler_schedule.this.target[0].retry_policy[0].maximum_retry_attempts == 10
      && aws_scheduler_schedule.this.target[0].retry_policy[0].maximum_event_age_in_seconds == 3600
      && aws_scheduler_schedule.this.target[0].dead_letter_config[0].arn == aws_sqs_queue.dead_letters.arn
    )
    error_message = "A start that fails is lost."
  }
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.dead_letters.dimensions["QueueName"] == "marketscope-test-daily-schedule-dlq"
      && aws_cloudwatch_metric_alarm.dead_letters.alarm_actions == toset(["arn:aws:sns:us-east-1:123456789012:marketscope-test-alarms"])
      && strcontains(aws_cloudwatch_metric_alarm.dead_letters.alarm_description, "https://example.com/runbooks/dead-letters.md")
    )
    error_message = "A start that failed does not alarm."
  }
  assert {
    condition     = jsondecode(aws_sqs_queue_policy.dead_letters.policy).Statement[0].Sid == "DenyWithoutTls" && aws_sqs_queue.dead_letters.sqs_managed_sse_enabled
    error_message = "The dead letters are not encrypted, or reached without TLS."
  }
}

run "its_role_starts_that_function_and_nothing_else" {
  assert {
    condition = jsondecode(aws_iam_role_policy.invoke.policy).Statement == [
      { Sid = "StartFunction", Effect = "Allow", Action = "lambda:InvokeFunction", Resource = var.function_arn },
      { Sid = "KeepWhatCouldNotStart", Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.dead_letters.arn },
    ]
    error_message = "The role's policy is ${aws_iam_role_policy.invoke.policy}"
  }
  assert {
    condition = jsondecode(aws_iam_role.this.assume_role_policy).Statement == [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } }
    }]
    error_message = "Others may take the role: ${aws_iam_role.this.assume_role_policy}"
  }
  assert {
    condition     = aws_iam_role.this.permissions_boundary == var.permissions_boundary_arn
    error_message = "The role has no boundary."
  }
}

run "an_expression_of_five_fields_is_refused" {
  command = plan
  variables {
    expression = "cron(30 16 * * 1-5)"
  }
  expect_failures = [var.expression]
}
