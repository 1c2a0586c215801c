output "name" {
  description = "Name of the schedule."
  value       = aws_scheduler_schedule.this.name
}

output "arn" {
  description = "ARN of the schedule."
  value       = aws_scheduler_schedule.this.arn
}

output "role_arn" {
  description = "ARN of the role that starts the function."
  value       = aws_iam_role.this.arn
}

output "dead_letters" {
  description = "Name, ARN and URL of the queue of starts that failed."
  value = {
    name = aws_sqs_queue.dead_letters.name
    arn  = aws_sqs_queue.dead_letters.arn
    url  = aws_sqs_queue.dead_letters.id
  }
}

output "alarms" {
  description = "Names of the schedule's alarms."
  value       = [aws_cloudwatch_metric_alarm.dead_letters.alarm_name]
}

output "input" {
  description = "Event that the function gets, as JSON."
  value       = aws_scheduler_schedule.this.target[0].input
}
