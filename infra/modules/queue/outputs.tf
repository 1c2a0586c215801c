output "name" {
  description = "Name of the queue."
  value       = aws_sqs_queue.this.name
}

output "arn" {
  description = "ARN of the queue."
  value       = aws_sqs_queue.this.arn
}

output "open_arn" {
  description = "ARN of the queue, known once its policy stands: for S3, which tries to send at once."
  value       = aws_sqs_queue.this.arn
  depends_on  = [aws_sqs_queue_policy.this]
}

output "url" {
  description = "URL of the queue."
  value       = aws_sqs_queue.this.id
}

output "dead_letters" {
  description = "Name, ARN and URL of the dead-letter queue."
  value = {
    name = aws_sqs_queue.dead_letters.name
    arn  = aws_sqs_queue.dead_letters.arn
    url  = aws_sqs_queue.dead_letters.id
  }
}


output "alarms" {
  description = "Names of the queue's alarms."
  value = [
    aws_cloudwatch_metric_alarm.dead_letters.alarm_name,
    aws_cloudwatch_metric_alarm.oldest_message.alarm_name,
  ]
}

output "visibility_timeout_seconds" {
  description = "Seconds that a message is hidden while a consumer has it."
  value       = aws_sqs_queue.this.visibility_timeout_seconds
}
