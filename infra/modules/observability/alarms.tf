resource "aws_cloudwatch_metric_alarm" "api_latency" {
  alarm_name          = "${var.name}-api-latency"
  alarm_description   = "The API's first byte takes more than 2 s for one request in twenty. What to do: ${var.runbook_base_url}/api-latency.md"
  namespace           = "MarketScope"
  metric_name         = "APILatency"
  extended_statistic  = "p95"
  period              = 300
  evaluation_periods  = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 2000
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "cache_hit_rate" {
  alarm_name          = "${var.name}-cache-hit-rate"
  alarm_description   = "Fewer than 70 % of at least 100 quotes come from the cache. What to do: ${var.runbook_base_url}/cache-hit-rate.md"
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 70
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions

  metric_query {
    id          = "judged"
    label       = "Cache hit rate of at least 100 reads, %"
    expression  = "IF(reads >= 100, rate, 100)"
    return_data = true
  }
  # Each read records 100 or 0, so that the average is the rate and the sample count is the reads.
  metric_query {
    id = "rate"
    metric {
      namespace   = "MarketScope"
      metric_name = "CacheHitRate"
      dimensions  = { service = "chat-api" }
      stat        = "Average"
      period      = 900
    }
  }
  metric_query {
    id = "reads"
    metric {
      namespace   = "MarketScope"
      metric_name = "CacheHitRate"
      dimensions  = { service = "chat-api" }
      stat        = "SampleCount"
      period      = 900
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "error_rate" {
  alarm_name          = "${var.name}-error-rate"
  alarm_description   = "More than 1 % of the API's answers are errors of ours. What to do: ${var.runbook_base_url}/error-rate.md"
  evaluation_periods  = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions

  metric_query {
    id          = "rate"
    label       = "ErrorRate, %"
    expression  = "100 * FILL(errors, 0) / requests"
    return_data = true
  }
  metric_query {
    id = "errors"
    metric {
      namespace   = "MarketScope"
      metric_name = "ServerErrors"
      stat        = "Sum"
      period      = 300
    }
  }
  metric_query {
    id = "requests"
    metric {
      namespace   = "MarketScope"
      metric_name = "Requests"
      stat        = "Sum"
      period      = 300
    }
  }
}

# The daily update is due at 16:30 in New York, which is 20:30 or 21:30 UTC: both lie in the six hours from 18:00 UTC, by
# whose end it must have ended, or been skipped on a holiday. All other spans, and weekends, count as in order.
resource "aws_cloudwatch_metric_alarm" "update_missed" {
  alarm_name          = "${var.name}-update-missed"
  alarm_description   = "No daily update has succeeded by midnight UTC of a weekday. What to do: ${var.runbook_base_url}/update-missed.md"
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions

  metric_query {
    id          = "due"
    label       = "Daily updates that ended where one was due"
    expression  = "IF(DAY(ended) < 6 AND HOUR(ended) == 18, ended, 1)"
    return_data = true
  }
  metric_query {
    id         = "ended"
    label      = "Daily updates that ended"
    expression = "FILL(counted, 0)"
  }
  metric_query {
    id = "counted"
    metric {
      namespace   = "MarketScope"
      metric_name = "DailyUpdates"
      stat        = "Sum"
      period      = 21600
    }
  }
}
