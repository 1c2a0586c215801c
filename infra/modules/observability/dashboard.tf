locals {
  error_rates = [for index, service in sort(keys(var.functions)) : [
    [{ expression = "100 * FILL(errors${index}, 0) / runs${index}", label = "ErrorRate of ${service}", id = "rate${index}" }],
    ["AWS/Lambda", "Errors", "FunctionName", var.functions[service], { stat = "Sum", id = "errors${index}", visible = false }],
    ["AWS/Lambda", "Invocations", "FunctionName", var.functions[service], { stat = "Sum", id = "runs${index}", visible = false }],
  ]]

  widgets = [
    {
      title = "API latency to the first byte, ms"
      metrics = [
        ["MarketScope", "APILatency", { stat = "p50", label = "APILatency p50" }],
        ["MarketScope", "APILatency", { stat = "p95", label = "APILatency p95" }],
      ]
    },
    {
      title   = "Quotes from the cache, %"
      metrics = [["MarketScope", "CacheHitRate", "service", "chat-api", { stat = "Average", label = "CacheHitRate" }]]
    },
    {
      title = "Lambda executions"
      metrics = [for service, name in var.functions :
        ["AWS/Lambda", "Invocations", "FunctionName", name, { stat = "Sum", label = service }]
      ]
    },
    {
      title = "Error rate, %"
      metrics = concat(
        [
          [{ expression = "100 * FILL(apiErrors, 0) / apiRequests", label = "ErrorRate of the API", id = "apiErrorRate" }],
          ["MarketScope", "ServerErrors", { stat = "Sum", id = "apiErrors", visible = false }],
          ["MarketScope", "Requests", { stat = "Sum", id = "apiRequests", visible = false }],
        ],
        local.error_rates...
      )
    },
    {
      title = "DynamoDB: read and write units consumed"
      metrics = [
        [{ expression = "SEARCH('{AWS/DynamoDB,TableName} MetricName=\"ConsumedReadCapacityUnits\" \"${var.name}-\"', 'Sum', 300)", label = "read" }],
        [{ expression = "SEARCH('{AWS/DynamoDB,TableName} MetricName=\"ConsumedWriteCapacityUnits\" \"${var.name}-\"', 'Sum', 300)", label = "written" }],
      ]
    },
    {
      title = "Messages waiting"
      metrics = [for name in sort(concat(values(var.queues), values(var.dead_letter_queues))) :
        ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", name, { stat = "Maximum" }]
      ]
    },
    {
      title   = "Symbols updated"
      metrics = [["MarketScope", "StockUpdates", "service", "stock-updater", { stat = "Sum", label = "StockUpdates" }]]
    },
    {
      title   = "Web searches"
      metrics = [["MarketScope", "WebSearchUsage", "service", "chat-api", { stat = "Sum", label = "WebSearchUsage" }]]
    },
    {
      title   = "Language model tokens"
      metrics = [[{ expression = "SEARCH('Namespace=\"MarketScope\" MetricName=\"LLMTokens\"', 'Sum', 300)", label = "LLMTokens" }]]
    },
    {
      title   = "Figures without a source"
      metrics = [[{ expression = "SEARCH('Namespace=\"MarketScope\" MetricName=\"UnverifiedFigures\"', 'Sum', 300)", label = "UnverifiedFigures" }]]
    },
    {
      title   = "Worst drawdown of the day, %"
      metrics = [[{ expression = "SEARCH('Namespace=\"MarketScope/Business\" MetricName=\"WorstDailyDrawdown\"', 'Minimum', 300)", label = "WorstDailyDrawdown" }]]
    },
    {
      title   = "Alerts triggered"
      metrics = [[{ expression = "SEARCH('Namespace=\"MarketScope/Business\" MetricName=\"AlertsTriggered\"', 'Sum', 300)", label = "AlertsTriggered" }]]
    },
    {
      title   = "Notifications delivered, by channel and kind"
      metrics = [[{ expression = "SEARCH('Namespace=\"MarketScope/Business\" MetricName=\"NotificationsDelivered\"', 'Sum', 300)", label = "NotificationsDelivered" }]]
    },
    {
      title   = "Documents indexed"
      metrics = [[{ expression = "SEARCH('Namespace=\"MarketScope/Business\" MetricName=\"DocumentsIndexed\"', 'Sum', 300)", label = "DocumentsIndexed" }]]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = [for index, widget in local.widgets : {
      type   = "metric"
      x      = 8 * (index % 3)
      y      = 6 * floor(index / 3)
      width  = 8
      height = 6
      properties = {
        title   = widget.title
        region  = var.region
        view    = "timeSeries"
        stacked = false
        period  = 300
        metrics = widget.metrics
      }
    }]
  })
}
