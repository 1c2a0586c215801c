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

output "safeguards" {
  description = "What keeps objects from being lost or read."
  value = {
    deletion_protection = !aws_s3_bucket.this.force_destroy
    versioning          = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    encryption          = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm
    tls_only            = length(aws_s3_bucket_policy.this) > 0
  }
}
