output "boundary_arn" {
  description = "Permissions boundary of the services' roles."
  value       = aws_iam_policy.boundary.arn
}

output "upload_role_arn" {
  description = "Role that uploads to one user's prefix."
  value       = aws_iam_role.upload.arn
}

output "reader_role_arn" {
  description = "Role for another account, or null."
  value       = one(aws_iam_role.reader[*].arn)
}

output "developer_role_arn" {
  description = "Role of developers, or null."
  value       = one(aws_iam_role.developer[*].arn)
}

output "administrator_role_arn" {
  description = "Role of administrators, or null."
  value       = one(aws_iam_role.administrator[*].arn)
}

output "trail_arn" {
  description = "ARN of the trail, or null."
  value       = one(aws_cloudtrail.this[*].arn)
}
