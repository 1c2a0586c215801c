output "domain_name" {
  description = "CloudFront's name for the distribution."
  value       = aws_cloudfront_distribution.this.domain_name
}

output "url" {
  description = "Address of the page and the API."
  value       = "https://${var.domain == null ? aws_cloudfront_distribution.this.domain_name : var.domain.names[0]}"
}

output "distribution" {
  description = "Id and ARN of the distribution."
  value       = { id = aws_cloudfront_distribution.this.id, arn = aws_cloudfront_distribution.this.arn }
}

output "page_bucket_statement" {
  description = "Statement (JSON) by which the page's bucket lets the distribution read."
  value = jsonencode({
    Sid       = "AllowReadingCloudFront"
    Effect    = "Allow"
    Principal = { Service = "cloudfront.amazonaws.com" }
    # Without ListBucket a file that isn't there would be a 403 rather than a 404.
    Action    = ["s3:GetObject", "s3:ListBucket"]
    Resource  = [var.page_bucket.arn, "${var.page_bucket.arn}/*"]
    Condition = { StringEquals = { "AWS:SourceArn" = aws_cloudfront_distribution.this.arn } }
  })
}
