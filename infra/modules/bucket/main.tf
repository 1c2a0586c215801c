# A private, encrypted, versioned bucket that is reached by TLS alone. What is superseded goes to Glacier and then away;
# what lives stays readable, except under the prefixes that are said to be archives.

resource "aws_s3_bucket" "this" {
  bucket        = var.name
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "superseded-versions"
    status = "Enabled"
    filter {
      prefix = ""
    }
    noncurrent_version_transition {
      noncurrent_days = var.archive_after_days
      storage_class   = "GLACIER_IR"
    }
    noncurrent_version_expiration {
      noncurrent_days = var.expire_after_days
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  dynamic "rule" {
    for_each = var.archive_prefixes
    content {
      id     = "archive-${trim(replace(rule.value, "/[^a-z0-9]+/", "-"), "-")}"
      status = "Enabled"
      filter {
        prefix = rule.value
      }
      transition {
        days          = var.archive_after_days
        storage_class = "GLACIER_IR"
      }
      expiration {
        days = var.expire_after_days
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_policy" "this" {
  # moto ignores conditions, so that this policy would deny every call.
  count  = var.emulated ? 0 : 1
  bucket = aws_s3_bucket.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in concat(
      [jsonencode({
        Sid       = "DenyWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      })],
      var.policy_statements,
    ) : jsondecode(statement)]
  })
  depends_on = [aws_s3_bucket_public_access_block.this]
}

resource "aws_s3_bucket_cors_configuration" "this" {
  count  = length(var.upload_origins) > 0 ? 1 : 0
  bucket = aws_s3_bucket.this.id
  cors_rule {
    allowed_methods = ["PUT", "POST"]
    allowed_origins = var.upload_origins
    allowed_headers = ["*"]
    expose_headers  = ["ETag"]
    max_age_seconds = 3000
  }
}

resource "aws_s3_bucket_notification" "this" {
  count  = length(var.notifications) > 0 ? 1 : 0
  bucket = aws_s3_bucket.this.id
  dynamic "queue" {
    for_each = var.notifications
    content {
      id            = queue.key
      queue_arn     = queue.value.queue_arn
      events        = [for event in queue.value.events : "s3:${event}:*"]
      filter_prefix = queue.value.prefix
    }
  }
}
