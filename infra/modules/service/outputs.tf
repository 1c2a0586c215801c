# No version or qualified ARN of the function: a deployment would change them, and so show as a change in the next plan.

output "function_name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "function_arn" {
  description = "ARN of the function."
  value       = aws_lambda_function.this.arn
}

output "live_arn" {
  description = "ARN of the alias `live`, which callers invoke."
  value       = aws_lambda_alias.live.arn
}

output "live_name" {
  description = "Name of the alias."
  value       = aws_lambda_alias.live.name
}

output "function_url" {
  description = "Function URL of an HTTP service, else null. It answers signed requests only."
  value       = one(aws_lambda_function_url.this[*].function_url)
}

output "role_arn" {
  description = "ARN of the role."
  value       = aws_iam_role.this.arn
}

output "role_name" {
  description = "Name of the role."
  value       = aws_iam_role.this.name
}

output "log_group" {
  description = "Name of the log group that the service writes to."
  value       = local.log_group.name
}

output "alarms" {
  description = "Names of the service's alarms."
  value       = [aws_cloudwatch_metric_alarm.errors.alarm_name]
}

output "policies" {
  description = "What the role may do, as JSON by policy."
  value       = { for name, policy in aws_iam_role_policy.this : name => policy.policy }
}

output "size" {
  description = "Memory in MB, time-out in seconds and architecture."
  value = {
    memory_mb       = aws_lambda_function.this.memory_size
    timeout_seconds = aws_lambda_function.this.timeout
    architecture    = aws_lambda_function.this.architectures[0]
  }
}
