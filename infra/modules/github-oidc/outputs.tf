output "plan_role_arn" {
  description = "Role of nightly plans: reads settings and the state, never data."
  value       = aws_iam_role.this["plan"].arn
}

output "deploy_role_arn" {
  description = "Role that deploys and rolls back services."
  value       = aws_iam_role.this["deploy"].arn
}
