mock_provider "aws" {
  source = "../../testing/mocks"
}

variables {
  name                     = "marketscope-test"
  log_prefix               = "/marketscope/test"
  region                   = "us-east-1"
  functions                = { "chat-api" = "marketscope-test-chat-api", "stock-updater" = "marketscope-test-stock-updater" }
  queues                   = { deliveries = "marketscope-test-deliveries" }
  dead_letter_queues       = { deliveries = "marketscope-test-deliveries-dlq" }
  own_log_groups           = { "secret-rotator" = "/aws/lambda/marketscope-test-secret-rotator" }
  alarm_actions            = ["arn:aws:sns:us-east-1:123456789012:marketscope-test-alarms"]
  runbook_base_url         = "https://example.com/runbooks"
  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/marketscope-test-boundary"
}

run "log_groups_keep_lines_for_their_days" {
  assert {
    condition = { for group in aws_cloudwatch_log_group.shared : group.name => group.retention_in_days } == {
      "/marketscope/test/api/requests"    = 30
      "/marketscope/test/api/errors"      = 365
      "/marketscope/test/background-jobs" = 30
    }
    error_message = "A log group is missing, or keeps lines for other days."
  }
}

run "errors_of_every_group_are_copied_to_one" {
  assert {
    condition = toset(values(aws_cloudwatch_log_subscription_filter.errors)[*].log_group_name) == toset([
      "/marketscope/test/api/requests", "/marketscope/test/background-jobs", "/aws/lambda/marketscope-test-secret-rotator",
    ])
    error_message = "Errors of a group are not copied, or those of the copies are."
  }
  assert {
    condition     = aws_lambda_function.error_copier.environment[0].variables["LOG_GROUP"] == "/marketscope/test/api/errors"
    error_message = "They are copied elsewhere."
  }
  assert {
    condition     = aws_iam_role.error_copier.permissions_boundary == var.permissions_boundary_arn && !strcontains(aws_iam_role_policy.error_copier.policy, "\"*\"")
    error_message = "The copying role may do more than write logs."
  }
}

run "the_latency_of_the_api_alarms_above_2_s" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.api_latency.extended_statistic == "p95" && aws_cloudwatch_metric_alarm.api_latency.threshold == 2000
      && aws_cloudwatch_metric_alarm.api_latency.comparison_operator == "GreaterThanThreshold"
    )
    error_message = "The alarm is not on p95 > 2,000 ms."
  }
  assert {
    condition = (
      aws_cloudwatch_log_metric_filter.this["api-latency"].metric_transformation[0].name == aws_cloudwatch_metric_alarm.api_latency.metric_name
      && aws_cloudwatch_log_metric_filter.this["api-latency"].metric_transformation[0].value == "$.APILatency"
    )
    error_message = "Nothing is measured for the alarm."
  }
}

run "the_cache_alarms_below_70_percent_of_at_least_100_reads" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.cache_hit_rate.threshold == 70 && aws_cloudwatch_metric_alarm.cache_hit_rate.comparison_operator == "LessThanThreshold"
      && one([for query in aws_cloudwatch_metric_alarm.cache_hit_rate.metric_query : query.expression if query.return_data == true]) == "IF(reads >= 100, rate, 100)"
    )
    error_message = "The alarm judges another rate, or fewer reads."
  }
}

run "errors_of_the_api_alarm_above_1_percent" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.error_rate.threshold == 1 && aws_cloudwatch_metric_alarm.error_rate.comparison_operator == "GreaterThanThreshold"
      && strcontains(one([for query in aws_cloudwatch_metric_alarm.error_rate.metric_query : query.expression if query.return_data == true]), "100 *")
    )
    error_message = "The alarm is not on more than 1 %."
  }
}

run "a_missed_daily_update_alarms" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.update_missed.threshold == 1 && aws_cloudwatch_metric_alarm.update_missed.comparison_operator == "LessThanThreshold"
      && strcontains(one([for query in aws_cloudwatch_metric_alarm.update_missed.metric_query : query.expression if query.return_data == true]), "DAY(ended) < 6")
    )
    error_message = "The alarm does not ask for an update each weekday."
  }
  assert {
    condition = toset([for filter in aws_cloudwatch_log_metric_filter.this : filter.metric_transformation[0].name
    if strcontains(filter.pattern, "daily")]) == toset(["DailyUpdates"])
    error_message = "Daily updates are not counted."
  }
}

run "each_alarm_tells_the_operator_and_links_its_runbook" {
  assert {
    condition = alltrue([for page, alarm in {
      "api-latency"    = aws_cloudwatch_metric_alarm.api_latency
      "cache-hit-rate" = aws_cloudwatch_metric_alarm.cache_hit_rate
      "error-rate"     = aws_cloudwatch_metric_alarm.error_rate
      "update-missed"  = aws_cloudwatch_metric_alarm.update_missed
    } : alarm.alarm_actions == toset(var.alarm_actions) && strcontains(alarm.alarm_description, "https://example.com/runbooks/${page}.md")])
    error_message = "An alarm tells nobody, or not what to do."
  }
}

run "the_dashboard_shows_each_measurement" {
  assert {
    condition = alltrue([for measurement in [
      "APILatency", "CacheHitRate", "Invocations", "ErrorRate", "ConsumedReadCapacityUnits", "ApproximateNumberOfMessagesVisible", "StockUpdates",
      "WebSearchUsage", "LLMTokens", "UnverifiedFigures", "WorstDailyDrawdown", "AlertsTriggered", "NotificationsDelivered", "DocumentsIndexed",
    ] : strcontains(aws_cloudwatch_dashboard.this.dashboard_body, measurement)])
    error_message = "A measurement has no widget."
  }
  assert {
    condition     = strcontains(aws_cloudwatch_dashboard.this.dashboard_body, "marketscope-test-deliveries-dlq") && strcontains(aws_cloudwatch_dashboard.this.dashboard_body, "marketscope-test-stock-updater")
    error_message = "A queue or a function is not on it."
  }
}

run "queries_to_start_from_are_saved" {
  assert {
    condition     = join(", ", keys(aws_cloudwatch_query_definition.this)) == "Errors in the last hour, Failed sign-ins by address, Latency by endpoint, Slow tool calls"
    error_message = "A query is missing."
  }
}

run "an_emulator_gets_all_but_the_queries" {
  variables {
    emulated = true
  }
  assert {
    condition     = length(aws_cloudwatch_query_definition.this) == 0 && length(aws_cloudwatch_log_metric_filter.this) == 6
    error_message = "More or less than the queries is left out."
  }
}
