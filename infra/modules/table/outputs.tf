output "name" {
  description = "Name of the table."
  value       = aws_dynamodb_table.this.name
}

output "arn" {
  description = "ARN of the table; an index's is <arn>/index/<name>."
  value       = aws_dynamodb_table.this.arn
}
