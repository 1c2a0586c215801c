mock_provider "aws" {
  source = "../../testing/mocks"
}

override_resource {
  target = aws_sns_topic.this
  values = { arn = "arn:aws:sns:us-east-1:123456789012:marketscope-test-events" }
}

override_resource {
  target = aws_sqs_queue.undelivered
  values = { arn = "arn:aws:sqs:us-east-1:123456789012:marketscope-test-events-undelivered" }
}

variables {
  name = "marketscope-test-events"
  subscriptions = {
    orders = { queue_arn = "arn:aws:sqs:us-east-1:123456789012:marketscope-test-orders", event_types = ["order.made.v1", "order.paid.v1"] }
  }
  alarm_actions    = ["arn:aws:sns:us-east-1:123456789012:marketscope-test-alarms"]
  runbook_base_url = "https://example.com/runbooks"
}

run "a_queue_gets_the_listed_types_raw" {
  assert {
    condition = (
      aws_sns_topic_subscription.queue["orders"].protocol == "sqs"
      && aws_sns_topic_subscription.queue["orders"].endpoint == "arn:aws:sqs:us-east-1:123456789012:marketscope-test-orders"
      && aws_sns_topic_subscription.queue["orders"].raw_message_delivery
    )
    error_message = "The queue does not get events as they were published."
  }
  assert {
    condition = (
      aws_sns_topic_subscription.queue["orders"].filter_policy_scope == "MessageAttributes"
      && jsondecode(aws_sns_topic_subscription.queue["orders"].filter_policy) == { type = ["order.made.v1", "order.paid.v1"] }
    )
    error_message = "The filter is ${aws_sns_topic_subscription.queue["orders"].filter_policy}."
  }
}

run "what_cannot_be_delivered_is_kept_and_alarms" {
  assert {
    condition     = jsondecode(aws_sns_topic_subscription.queue["orders"].redrive_policy).deadLetterTargetArn == aws_sqs_queue.undelivered[0].arn
    error_message = "The subscription has no dead-letter queue."
  }
  assert {
    condition     = aws_sqs_queue.undelivered[0].message_retention_seconds == 14 * 24 * 3600 && aws_sqs_queue.undelivered[0].sqs_managed_sse_enabled
    error_message = "Undelivered events are not kept for 14 days, or not encrypted."
  }
  assert {
    condition = jsondecode(aws_sqs_queue_policy.undelivered[0].policy).Statement[1] == {
      Sid       = "AllowSendingSns"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.undelivered[0].arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.this.arn } }
    }
    error_message = "The topic may not send there."
  }
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.undelivered[0].dimensions["QueueName"] == "marketscope-test-events-undelivered"
      && aws_cloudwatch_metric_alarm.undelivered[0].threshold == 0
      && aws_cloudwatch_metric_alarm.undelivered[0].alarm_actions == toset(["arn:aws:sns:us-east-1:123456789012:marketscope-test-alarms"])
      && strcontains(aws_cloudwatch_metric_alarm.undelivered[0].alarm_description, "https://example.com/runbooks/dead-letters.md")
    )
    error_message = "An undelivered event does not alarm."
  }
}

run "events_are_encrypted_and_published_by_tls_alone" {
  assert {
    condition     = aws_sns_topic.this.kms_master_key_id == "alias/aws/sns"
    error_message = "The topic is not encrypted."
  }
  assert {
    condition = jsondecode(aws_sns_topic_policy.this.policy).Statement == [{
      Sid       = "DenyWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.this.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
    error_message = "The policy is ${aws_sns_topic_policy.this.policy}"
  }
}

run "a_topic_of_alarms_is_read_by_its_operator_and_a_queue_and_written_by_cloudwatch" {
  variables {
    subscriptions   = { words = { queue_arn = "arn:aws:sqs:us-east-1:123456789012:marketscope-test-words" } }
    alarm_actions   = null
    email_addresses = ["operator@example.com"]
    publishers      = { "cloudwatch.amazonaws.com" = ["arn:aws:cloudwatch:us-east-1:123456789012:alarm:marketscope-test-*"] }
    kms_key_id      = null
  }
  assert {
    condition     = aws_sns_topic_subscription.email["operator@example.com"].protocol == "email" && aws_sns_topic_subscription.email["operator@example.com"].filter_policy == null
    error_message = "The operator does not get every alarm by e-mail."
  }
  assert {
    condition = anytrue([for statement in jsondecode(aws_sns_topic_policy.this.policy).Statement : statement == {
      Sid       = "AllowPublishingCloudwatch"
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.this.arn
      Condition = { ArnLike = { "aws:SourceArn" = ["arn:aws:cloudwatch:us-east-1:123456789012:alarm:marketscope-test-*"] } }
    }])
    error_message = "CloudWatch may not publish."
  }
  # CloudWatch's messages have no type, so that a filter would hold all of them back.
  assert {
    condition     = aws_sns_topic_subscription.queue["words"].filter_policy == null && aws_sns_topic_subscription.queue["words"].raw_message_delivery
    error_message = "The queue does not get every alarm as CloudWatch wrote it."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.undelivered[0].alarm_actions == toset([aws_sns_topic.this.arn])
    error_message = "Nobody is told when the queue does not get alarms."
  }
}

run "what_cannot_be_delivered_to_a_function_is_kept_too" {
  variables {
    subscriptions     = {}
    invokes_functions = true
  }
  assert {
    condition     = length(aws_sqs_queue.undelivered) == 1 && length(aws_cloudwatch_metric_alarm.undelivered) == 1
    error_message = "What a function did not get is lost."
  }
}

run "nothing_is_kept_where_nothing_is_subscribed" {
  variables {
    subscriptions = {}
  }
  assert {
    condition     = length(aws_sqs_queue.undelivered) == 0
    error_message = "There is a queue for what nobody is subscribed to."
  }
}

run "a_topic_of_words_is_read_on_phones" {
  variables {
    subscriptions = {}
    phone_numbers = ["+12065550100", "+442079460000"]
  }
  assert {
    condition     = { for number, subscription in aws_sns_topic_subscription.sms : number => subscription.protocol } == { "+12065550100" = "sms", "+442079460000" = "sms" }
    error_message = "The phones are ${jsonencode(keys(aws_sns_topic_subscription.sms))}."
  }
}

run "a_phone_number_without_its_country_is_refused" {
  command = plan
  variables {
    subscriptions = {}
    phone_numbers = ["206 555 0100"]
  }
  expect_failures = [var.phone_numbers]
}

run "a_subscription_without_types_is_refused" {
  command = plan
  variables {
    subscriptions = { orders = { queue_arn = "arn:aws:sqs:us-east-1:123456789012:marketscope-test-orders", event_types = [] } }
  }
  expect_failures = [var.subscriptions]
}
