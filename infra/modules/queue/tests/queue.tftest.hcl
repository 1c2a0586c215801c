mock_provider "aws" {
  source = "../../testing/mocks"
}

override_resource {
  target = aws_sqs_queue.this
  values = { arn = "arn:aws:sqs:us-east-1:123456789012:marketscope-test-orders" }
}

override_resource {
  target = aws_sqs_queue.dead_letters
  values = { arn = "arn:aws:sqs:us-east-1:123456789012:marketscope-test-orders-dlq" }
}

variables {
  name                     = "marketscope-test-orders"
  consumer_timeout_seconds = 30
  senders                  = { "sns.amazonaws.com" = ["arn:aws:sns:us-east-1:123456789012:marketscope-test-events"] }
  alarm_actions            = ["arn:aws:sns:us-east-1:123456789012:marketscope-test-alarms"]
  runbook_base_url         = "https://example.com/runbooks"
}

run "a_message_is_hidden_for_six_time_outs" {
  assert {
    condition     = aws_sqs_queue.this.visibility_timeout_seconds == 180
    error_message = "Visibility is ${aws_sqs_queue.this.visibility_timeout_seconds} s, not 6 × 30."
  }
  assert {
    condition     = aws_sqs_queue.this.receive_wait_time_seconds == 20
    error_message = "The queue is not polled for as long as SQS allows."
  }
}

run "a_message_goes_to_the_dead_letters_after_five_receives_and_stays_14_days" {
  assert {
    condition = jsondecode(aws_sqs_queue_redrive_policy.this.redrive_policy) == {
      deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
      maxReceiveCount     = 5
    }
    error_message = "The redrive policy is ${aws_sqs_queue_redrive_policy.this.redrive_policy}."
  }
  assert {
    condition     = aws_sqs_queue.dead_letters.message_retention_seconds == 14 * 24 * 3600
    error_message = "Dead letters are not kept for 14 days."
  }
  assert {
    condition     = jsondecode(aws_sqs_queue_redrive_allow_policy.dead_letters[0].redrive_allow_policy).sourceQueueArns == [aws_sqs_queue.this.arn]
    error_message = "Another queue could use these dead letters."
  }
}

run "both_queues_are_encrypted_and_reached_by_tls_alone" {
  assert {
    condition     = aws_sqs_queue.this.sqs_managed_sse_enabled && aws_sqs_queue.dead_letters.sqs_managed_sse_enabled
    error_message = "A queue is not encrypted."
  }
  assert {
    condition = alltrue([for policy, arn in {
      (aws_sqs_queue_policy.this.policy)         = aws_sqs_queue.this.arn
      (aws_sqs_queue_policy.dead_letters.policy) = aws_sqs_queue.dead_letters.arn
      } : anytrue([for statement in jsondecode(policy).Statement : statement == {
        Sid       = "DenyWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }])])
    error_message = "A queue's policy does not deny calls without TLS."
  }
}

run "only_the_named_topic_may_send" {
  assert {
    condition = [for statement in jsondecode(aws_sqs_queue_policy.this.policy).Statement : statement if statement.Effect == "Allow"] == [{
      Sid       = "AllowSendingSns"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.this.arn
      Condition = { ArnEquals = { "aws:SourceArn" = ["arn:aws:sns:us-east-1:123456789012:marketscope-test-events"] } }
    }]
    error_message = "The queue's policy allows ${aws_sqs_queue_policy.this.policy}"
  }
  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.dead_letters.policy).Statement) == 1
    error_message = "Somebody may send to the dead letters."
  }
}

run "a_dead_letter_and_an_old_message_alarm_with_their_runbook" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.dead_letters.metric_name == "ApproximateNumberOfMessagesVisible"
      && aws_cloudwatch_metric_alarm.dead_letters.dimensions["QueueName"] == "marketscope-test-orders-dlq"
      && aws_cloudwatch_metric_alarm.dead_letters.comparison_operator == "GreaterThanThreshold"
      && aws_cloudwatch_metric_alarm.dead_letters.threshold == 0
      && strcontains(aws_cloudwatch_metric_alarm.dead_letters.alarm_description, "https://example.com/runbooks/dead-letters.md")
    )
    error_message = "One dead letter does not alarm."
  }
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.oldest_message.metric_name == "ApproximateAgeOfOldestMessage"
      && aws_cloudwatch_metric_alarm.oldest_message.dimensions["QueueName"] == "marketscope-test-orders"
      && strcontains(aws_cloudwatch_metric_alarm.oldest_message.alarm_description, "https://example.com/runbooks/oldest-message.md")
    )
    error_message = "An old message does not alarm."
  }
  assert {
    condition = alltrue([for alarm in [aws_cloudwatch_metric_alarm.dead_letters, aws_cloudwatch_metric_alarm.oldest_message] :
      alarm.alarm_actions == toset(["arn:aws:sns:us-east-1:123456789012:marketscope-test-alarms"])
    ])
    error_message = "An alarm tells nobody."
  }
}

run "an_emulator_gets_all_but_the_redrive_allow_policy" {
  variables {
    emulated = true
  }
  assert {
    condition     = length(aws_sqs_queue_redrive_allow_policy.dead_letters) == 0 && jsondecode(aws_sqs_queue_redrive_policy.this.redrive_policy).maxReceiveCount == 5
    error_message = "More or less than the redrive allow policy is left out."
  }
}

run "a_time_out_that_lambda_does_not_know_is_refused" {
  command = plan
  variables {
    consumer_timeout_seconds = 901
  }
  expect_failures = [var.consumer_timeout_seconds]
}

run "a_name_without_room_for_dlq_is_refused" {
  command = plan
  variables {
    name = "a12345678901234567890123456789012345678901234567890123456789012345678901234567"
  }
  expect_failures = [var.name]
}
