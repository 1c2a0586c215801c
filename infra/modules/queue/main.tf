# A queue, its dead-letter queue and their alarms. The visibility time-out is computed here and nowhere else, so that
# nobody can get it wrong.

locals {
  dead_letter_name       = "${var.name}-dlq"
  visibility_per_timeout = 6
  dead_letter_retention  = 1209600 # 14 days: the most that SQS keeps a message
  longest_poll           = 20

  deny_without_tls = {
    Sid       = "DenyWithoutTls"
    Effect    = "Deny"
    Principal = "*"
    Action    = "sqs:*"
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }
  # As JSON, since the statements' shapes differ, which a list of Terraform's doesn't allow.
  statements = concat(
    [jsonencode(merge(local.deny_without_tls, { Resource = aws_sqs_queue.this.arn }))],
    [for service, arns in var.senders : jsonencode({
      Sid       = "AllowSending${title(split(".", service)[0])}"
      Effect    = "Allow"
      Principal = { Service = service }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.this.arn
      Condition = { ArnEquals = { "aws:SourceArn" = arns } }
    }) if length(arns) > 0],
  )
}

resource "aws_sqs_queue" "dead_letters" {
  name                      = local.dead_letter_name
  message_retention_seconds = local.dead_letter_retention
  receive_wait_time_seconds = local.longest_poll
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue" "this" {
  name                       = var.name
  visibility_timeout_seconds = local.visibility_per_timeout * var.consumer_timeout_seconds
  message_retention_seconds  = var.retention_seconds
  receive_wait_time_seconds  = local.longest_poll
  sqs_managed_sse_enabled    = true

  lifecycle {
    # The resource below has it.
    ignore_changes = [redrive_policy]
  }
}

# Apart from the queue: emulators answer the policy with other white space, which inside the queue would be a change in
# every plan.
resource "aws_sqs_queue_redrive_policy" "this" {
  queue_url = aws_sqs_queue.this.id
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = var.max_receive_count
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  # moto does not know the attribute.
  count     = var.emulated ? 0 : 1
  queue_url = aws_sqs_queue.dead_letters.id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.this.arn]
  })
}

# Last: emulators forget a queue's policy when another of its attributes is set.
resource "aws_sqs_queue_policy" "this" {
  queue_url = aws_sqs_queue.this.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for statement in local.statements : jsondecode(statement)]
  })
  depends_on = [aws_sqs_queue_redrive_policy.this]
}

resource "aws_sqs_queue_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.deny_without_tls, { Resource = aws_sqs_queue.dead_letters.arn })]
  })
  depends_on = [aws_sqs_queue_redrive_allow_policy.dead_letters]
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${local.dead_letter_name}-not-empty"
  alarm_description   = "A message failed ${var.max_receive_count} times and waits in ${local.dead_letter_name}. What to do: ${var.runbook_base_url}/dead-letters.md"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead_letters.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "oldest_message" {
  alarm_name          = "${var.name}-oldest-message"
  alarm_description   = "A message has waited in ${var.name} for more than ${var.oldest_message_seconds} s. What to do: ${var.runbook_base_url}/oldest-message.md"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.this.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.oldest_message_seconds
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
}
