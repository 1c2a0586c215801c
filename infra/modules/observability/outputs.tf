output "log_groups" {
  description = "Name and ARN of each shared log group, by its name under the prefix."
  value       = { for name, group in aws_cloudwatch_log_group.shared : name => { name = group.name, arn = group.arn } }
}

output "dashboard" {
  description = "Name of the dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}

output "alarms" {
  description = "Names of the alarms."
  value = [
    aws_cloudwatch_metric_alarm.api_latency.alarm_name,
    aws_cloudwatch_metric_alarm.cache_hit_rate.alarm_name,
    aws_cloudwatch_metric_alarm.error_rate.alarm_name,
    aws_cloudwatch_metric_alarm.update_missed.alarm_name,
  ]
}
