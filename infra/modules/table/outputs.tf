output "name" {
  description = "Name of the table."
  value       = aws_dynamodb_table.this.name
}

output "arn" {
  description = "ARN of the table; an index's is <arn>/index/<name>."
  value       = aws_dynamodb_table.this.arn
}

output "safeguards" {
  description = "What keeps items from being lost or read."
  value = {
    deletion_protection    = aws_dynamodb_table.this.deletion_protection_enabled
    point_in_time_recovery = aws_dynamodb_table.this.point_in_time_recovery[0].enabled
    encryption             = aws_dynamodb_table.this.server_side_encryption[0].enabled
  }
}
