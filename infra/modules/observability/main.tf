# Log groups that services share, what is measured from their lines, alarms, a dashboard, and queries to start from.

data "aws_caller_identity" "current" {}

locals {
  # Under /marketscope/<environment>/, with the days that each keeps its lines.
  log_groups = {
    "api/requests"    = 30
    "api/errors"      = 365
    "background-jobs" = 30
  }
  log_group_names = merge(
    { for name, group in aws_cloudwatch_log_group.shared : name => group.name if name != "api/errors" },
    { for name, group in var.own_log_groups : name => group },
  )

  # What is measured from log lines: functions write a line of JSON for each request and each measurement.
  metric_filters = {
    # Services measure latency by route and status; an alarm needs it over all of them.
    "api-latency" = {
      group = "api/requests", metric = "APILatency", pattern = "{ $.APILatency = * }", value = "$.APILatency", unit = "Milliseconds"
    }
    "requests" = {
      group = "api/requests", metric = "Requests", pattern = "{ $.msg = \"request answered\" }", value = "1", unit = "Count"
    }
    "server-errors" = {
      group = "api/requests", metric = "ServerErrors", pattern = "{ $.msg = \"request answered\" && $.status >= 500 }", value = "1", unit = "Count"
    }
    "failed-sign-ins" = {
      group = "api/requests", metric = "FailedSignIns", pattern = "{ $.msg = \"request answered\" && $.route = \"POST /api/auth/login\" && $.status = 401 }", value = "1", unit = "Count"
    }
    "daily-updates-ended" = {
      group = "background-jobs", metric = "DailyUpdates", pattern = "{ $.msg = \"update ended\" && $.runId = \"daily-*\" }", value = "1", unit = "Count"
    }
    # On a holiday the planner has looked, and there is nothing to update.
    "daily-updates-skipped" = {
      group = "background-jobs", metric = "DailyUpdates", pattern = "{ $.msg = \"update skipped\" && $.trigger = \"daily\" }", value = "1", unit = "Count"
    }
  }

  # Lines of our own, and what Lambda writes of a process that ended without one.
  error_patterns = {
    errors  = "{ $.level = \"error\" || $.level = \"fatal\" }"
    crashes = "?\"Task timed out\" ?\"Runtime exited\" ?\"Runtime.ExitError\" ?\"Uncaught Exception\""
  }
}

resource "aws_cloudwatch_log_group" "shared" {
  for_each          = local.log_groups
  name              = "${var.log_prefix}/${each.key}"
  retention_in_days = each.value
}

resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each       = local.metric_filters
  name           = "${var.name}-${each.key}"
  log_group_name = aws_cloudwatch_log_group.shared[each.value.group].name
  pattern        = each.value.pattern
  metric_transformation {
    namespace = "MarketScope"
    name      = each.value.metric
    value     = each.value.value
    unit      = each.value.unit
  }
}

# Errors of all services in one place, kept for a year.

resource "aws_iam_role" "error_copier" {
  name                 = "${var.name}-error-copier"
  description          = "Copies errors of all services to one log group"
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

resource "aws_iam_role_policy" "error_copier" {
  name = "write-logs"
  role = aws_iam_role.error_copier.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteErrors"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.shared["api/errors"].arn}:*"
      },
      {
        Sid      = "WriteOwnLogGroup"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.error_copier.arn}:*"
      },
    ]
  })
}

resource "aws_cloudwatch_log_group" "error_copier" {
  name              = "/aws/lambda/${var.name}-error-copier"
  retention_in_days = 30
}

resource "aws_lambda_function" "error_copier" {
  function_name    = "${var.name}-error-copier"
  description      = "Copies errors of all services to one log group"
  role             = aws_iam_role.error_copier.arn
  runtime          = "nodejs22.x"
  architectures    = ["arm64"]
  handler          = "error-copier.handler"
  filename         = "${path.module}/error-copier/error-copier.zip"
  source_code_hash = filebase64sha256("${path.module}/error-copier/error-copier.zip")
  timeout          = 30
  memory_size      = 256
  environment {
    variables = { LOG_GROUP = aws_cloudwatch_log_group.shared["api/errors"].name }
  }
  depends_on = [aws_cloudwatch_log_group.error_copier, aws_iam_role_policy.error_copier]
}

resource "aws_lambda_permission" "error_copier" {
  for_each       = local.log_group_names
  statement_id   = "AllowLogs-${replace(each.key, "/", "-")}"
  action         = "lambda:InvokeFunction"
  principal      = "logs.amazonaws.com"
  function_name  = aws_lambda_function.error_copier.function_name
  source_account = data.aws_caller_identity.current.account_id
  source_arn     = "arn:aws:logs:${var.region}:${data.aws_caller_identity.current.account_id}:log-group:${each.value}:*"
}

resource "aws_cloudwatch_log_subscription_filter" "errors" {
  for_each = {
    for pair in setproduct(keys(local.log_group_names), keys(local.error_patterns)) :
    "${pair[0]} ${pair[1]}" => { group = local.log_group_names[pair[0]], kind = pair[1], source = pair[0] }
  }
  name            = each.value.kind
  log_group_name  = each.value.group
  filter_pattern  = local.error_patterns[each.value.kind]
  destination_arn = aws_lambda_function.error_copier.arn
  depends_on      = [aws_lambda_permission.error_copier]
}

resource "aws_cloudwatch_query_definition" "this" {
  for_each = var.emulated ? {} : {
    "Errors in the last hour" = {
      groups = ["api/errors"]
      query  = <<-E
        fields @timestamp, service, msg, err.message, requestId, @log
        | filter toMillis(@timestamp) > (now() - 3600) * 1000
        | sort @timestamp desc
        | limit 200
      E
    }
    "Latency by endpoint" = {
      groups = ["api/requests"]
      query  = <<-E
        filter ispresent(APILatency)
        | stats count() as requests, avg(APILatency) as mean, pct(APILatency, 50) as p50, pct(APILatency, 95) as p95, max(APILatency) as slowest by route
        | sort p95 desc
      E
    }
    "Failed sign-ins by address" = {
      groups = ["api/requests"]
      query  = <<-E
        filter msg = "request answered" and route = "POST /api/auth/login" and status in [401, 423]
        | stats count() as failures, earliest(@timestamp) as first, latest(@timestamp) as last by address
        | sort failures desc
        | limit 100
      E
    }
    "Slow tool calls" = {
      groups = ["api/requests"]
      query  = <<-E
        filter msg = "tool called" and durationMs > 1000
        | stats count() as calls, avg(durationMs) as mean, max(durationMs) as slowest by tool, outcome
        | sort slowest desc
      E
    }
  }
  name            = "${var.name}/${each.key}"
  log_group_names = [for group in each.value.groups : aws_cloudwatch_log_group.shared[group].name]
  query_string    = each.value.query
}
