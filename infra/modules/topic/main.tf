# A topic, its subscribed queues with their filters, and the queue of what could not be delivered to them.

resource "aws_sns_topic" "this" {
  name              = var.name
  kms_master_key_id = var.kms_key_id
}

locals {
  # Who reads alarms directly is still told when a queue does not get them.
  alarm_actions = coalesce(var.alarm_actions, [aws_sns_topic.this.arn])

  topic_statements = concat(
    [jsonencode({
      Sid       = "DenyWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.this.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    })],
    [for service, arns in var.publishers : jsonencode({
      Sid       = "AllowPublishing${title(split(".", service)[0])}"
      Effect    = "Allow"
      Principal = { Service = service }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.this.arn
      Condition = { ArnLike = { "aws:SourceArn" = arns } }
    })],
  )
}

resource "aws_sns_topic_policy" "this" {
  arn = aws_sns_topic.this.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for statement in local.topic_statements : jsondecode(statement)]
  })
}

resource "aws_sqs_queue" "undelivered" {
  count                     = length(var.subscriptions) > 0 || var.invokes_functions ? 1 : 0
  name                      = "${var.name}-undelivered"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "undelivered" {
  count     = length(aws_sqs_queue.undelivered)
  queue_url = aws_sqs_queue.undelivered[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.undelivered[0].arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "AllowSendingSns"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.undelivered[0].arn
        Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.this.arn } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "queue" {
  for_each = var.subscriptions

  topic_arn            = aws_sns_topic.this.arn
  protocol             = "sqs"
  endpoint             = each.value.queue_arn
  raw_message_delivery = true
  filter_policy_scope  = each.value.event_types == null ? null : "MessageAttributes"
  filter_policy        = each.value.event_types == null ? null : jsonencode({ type = each.value.event_types })
  redrive_policy       = jsonencode({ deadLetterTargetArn = aws_sqs_queue.undelivered[0].arn })
  depends_on           = [aws_sqs_queue_policy.undelivered]
}

resource "aws_sns_topic_subscription" "email" {
  for_each  = toset(var.email_addresses)
  topic_arn = aws_sns_topic.this.arn
  protocol  = "email"
  endpoint  = each.value
}

resource "aws_sns_topic_subscription" "sms" {
  for_each  = toset(var.phone_numbers)
  topic_arn = aws_sns_topic.this.arn
  protocol  = "sms"
  endpoint  = each.value
}

resource "aws_cloudwatch_metric_alarm" "undelivered" {
  count               = length(aws_sqs_queue.undelivered)
  alarm_name          = "${aws_sqs_queue.undelivered[0].name}-not-empty"
  alarm_description   = "An event of ${var.name} could not be delivered to a subscribed queue or function. What to do: ${var.runbook_base_url}/dead-letters.md"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.undelivered[0].name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
}
