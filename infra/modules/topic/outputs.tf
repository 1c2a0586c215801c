output "name" {
  description = "Name of the topic."
  value       = aws_sns_topic.this.name
}

output "arn" {
  description = "ARN of the topic."
  value       = aws_sns_topic.this.arn
}

output "undelivered" {
  description = "Name, ARN and URL of the queue of undelivered events; null where nothing is subscribed."
  value = one([for queue in aws_sqs_queue.undelivered : {
    name = queue.name
    arn  = queue.arn
    url  = queue.id
  }])
}

output "alarms" {
  description = "Names of the topic's alarms."
  value       = aws_cloudwatch_metric_alarm.undelivered[*].alarm_name
}

output "filters" {
  description = "Event types that each subscribed queue gets; none where it gets everything."
  value       = { for name, subscription in var.subscriptions : name => [for type in coalesce(subscription.event_types, []) : type] }
}
