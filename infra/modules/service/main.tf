# A service: its function with the alias `live`, the role that may do what is listed and nothing else, its log group, its
# queues' event sources, and for HTTP a streaming function URL.
#
# Terraform makes the function with a first, empty release. From then on the code, the layers and where `live` points
# belong to the deploy tool, so that each service deploys and rolls back alone.

locals {
  alias = "live"

  own_log_group = {
    name = "/aws/lambda/${var.name}"
    arn  = one(aws_cloudwatch_log_group.own[*].arn)
  }
  log_group = var.log_group == null ? local.own_log_group : var.log_group

  consumer_statements = [for name, source in var.sources : {
    sid       = "Consume${join("", [for part in split("-", name) : title(part)])}"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [source.queue_arn]
  }]

  policies = {
    for name, statements in merge(var.policies, {
      "consume-queues" = local.consumer_statements
      "write-logs" = [{
        sid       = "WriteOwnLogGroup"
        actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        resources = ["${local.log_group.arn}:*"]
      }]
    }) : name => statements if length(statements) > 0
  }
}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = var.description
  permissions_boundary = var.permissions_boundary_arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = local.policies
  name     = each.key
  role     = aws_iam_role.this.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in each.value : {
      Sid      = statement.sid
      Effect   = "Allow"
      Action   = statement.actions
      Resource = statement.resources
    }]
  })
}

resource "aws_cloudwatch_log_group" "own" {
  count             = var.log_group == null ? 1 : 0
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
}

resource "aws_lambda_function" "this" {
  function_name                  = var.name
  description                    = var.description
  role                           = aws_iam_role.this.arn
  runtime                        = "nodejs22.x"
  architectures                  = [var.architecture]
  handler                        = "lambda.handler"
  filename                       = "${path.module}/first-release/first-release.zip"
  publish                        = true
  timeout                        = var.timeout_seconds
  memory_size                    = var.memory_mb
  reserved_concurrent_executions = var.reserved_concurrency

  environment {
    variables = var.environment
  }

  dynamic "logging_config" {
    # moto never answers it, which would be a change in every plan.
    for_each = var.emulated ? [] : [local.log_group.name]
    content {
      # Text passes each line on as it was written, which is JSON already; the JSON format would wrap it once more.
      log_format = "Text"
      log_group  = logging_config.value
    }
  }

  lifecycle {
    ignore_changes = [filename, s3_bucket, s3_key, s3_object_version, source_code_hash, layers]
  }

  depends_on = [aws_iam_role_policy.this, aws_cloudwatch_log_group.own]
}

resource "aws_lambda_alias" "live" {
  name             = local.alias
  description      = "The release that serves; moved by the deploy tool"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version

  lifecycle {
    ignore_changes = [function_version, routing_config]
  }
}

resource "aws_lambda_event_source_mapping" "queue" {
  for_each         = var.sources
  event_source_arn = each.value.queue_arn
  # moto answers an alias's ARN as a version's, which would be a change in every plan.
  function_name                      = var.emulated ? aws_lambda_function.this.arn : aws_lambda_alias.live.arn
  batch_size                         = each.value.batch_size
  maximum_batching_window_in_seconds = each.value.batch_window_seconds
  function_response_types            = ["ReportBatchItemFailures"]
  scaling_config {
    maximum_concurrency = each.value.maximum_concurrency
  }
}

resource "aws_lambda_function_url" "this" {
  count              = var.http ? 1 : 0
  function_name      = aws_lambda_function.this.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = "AWS_IAM"
  invoke_mode        = "RESPONSE_STREAM"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "${var.name}-lambda-errors"
  alarm_description   = "An invocation of ${var.name} failed. What to do: ${var.runbook_base_url}/lambda-errors.md"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = aws_lambda_function.this.function_name }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
}
