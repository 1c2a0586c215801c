output "name" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.this.bucket
}

output "guarded_name" {
  description = "Name of the bucket, known once its policy stands: for what needs the policy's leave at once."
  value       = aws_s3_bucket.this.bucket
  depends_on  = [aws_s3_bucket_policy.this]
}

output "arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.this.arn
}

output "domain_name" {
  description = "Regional domain name, for an origin of CloudFront."
  value       = aws_s3_bucket.this.bucket_regional_domain_name
}
