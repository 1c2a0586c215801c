output "endpoint" {
  description = "ARN of what each message invokes."
  value       = aws_sns_topic_subscription.function.endpoint
}
