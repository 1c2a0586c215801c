output "days" {
  description = "Days between two rotations."
  value       = aws_secretsmanager_secret_rotation.this.rotation_rules[0].automatically_after_days
}
