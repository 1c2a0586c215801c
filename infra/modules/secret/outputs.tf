output "name" {
  description = "Name of the secret."
  value       = aws_secretsmanager_secret.this.name
}

output "arn" {
  description = "ARN of the secret, by which services read it."
  value       = aws_secretsmanager_secret.this.arn
}

output "recovery_days" {
  description = "Days in which a deleted secret can be restored."
  value       = aws_secretsmanager_secret.this.recovery_window_in_days
}
