mock_provider "aws" {
  source = "../../testing/mocks"
}

override_resource {
  target = aws_s3_bucket.this
  values = { arn = "arn:aws:s3:::marketscope-test-documents" }
}

variables {
  name                = "marketscope-test-documents"
  deletion_protection = true
  archive_prefixes    = ["screens/"]
  notifications = {
    documents = { queue_arn = "arn:aws:sqs:us-east-1:123456789012:marketscope-test-documents", events = ["ObjectCreated", "ObjectRemoved"], prefix = "users/" }
  }
}

run "nobody_outside_reads_it" {
  assert {
    condition = (
      aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.block_public_policy
      && aws_s3_bucket_public_access_block.this.ignore_public_acls && aws_s3_bucket_public_access_block.this.restrict_public_buckets
    )
    error_message = "Public access is not blocked."
  }
  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "Objects may have owners and lists of their own."
  }
  assert {
    condition = jsondecode(aws_s3_bucket_policy.this[0].policy).Statement == [{
      Sid       = "DenyWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::marketscope-test-documents", "arn:aws:s3:::marketscope-test-documents/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
    error_message = "The policy is ${aws_s3_bucket_policy.this[0].policy}"
  }
}

run "it_is_encrypted_versioned_and_not_emptied_by_a_destroy" {
  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "Objects are not encrypted."
  }
  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "Objects have no versions."
  }
  assert {
    condition     = !aws_s3_bucket.this.force_destroy
    error_message = "A destroy would empty the bucket."
  }
}

run "superseded_versions_go_to_glacier_after_90_days_and_away_after_365" {
  assert {
    condition = (
      one(aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_transition).noncurrent_days == 90
      && one(aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_transition).storage_class == "GLACIER_IR"
      && aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_expiration[0].noncurrent_days == 365
    )
    error_message = "Superseded versions stay, or go sooner."
  }
  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.this.rule[0].transition) == 0 && length(aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration) == 0
    error_message = "Living documents would become unreadable."
  }
}

run "archives_go_to_glacier_and_away_alive" {
  assert {
    condition = (
      aws_s3_bucket_lifecycle_configuration.this.rule[1].filter[0].prefix == "screens/"
      && one(aws_s3_bucket_lifecycle_configuration.this.rule[1].transition).days == 90
      && one(aws_s3_bucket_lifecycle_configuration.this.rule[1].transition).storage_class == "GLACIER_IR"
      && aws_s3_bucket_lifecycle_configuration.this.rule[1].expiration[0].days == 365
    )
    error_message = "Old screens are not archived."
  }
}

run "a_queue_is_told_of_objects_under_the_prefix" {
  assert {
    condition = (
      aws_s3_bucket_notification.this[0].queue[0].queue_arn == "arn:aws:sqs:us-east-1:123456789012:marketscope-test-documents"
      && aws_s3_bucket_notification.this[0].queue[0].events == toset(["s3:ObjectCreated:*", "s3:ObjectRemoved:*"])
      && aws_s3_bucket_notification.this[0].queue[0].filter_prefix == "users/"
    )
    error_message = "The queue is told of other events."
  }
}

run "an_emulator_gets_all_but_the_policy" {
  variables {
    emulated = true
  }
  assert {
    condition     = length(aws_s3_bucket_policy.this) == 0 && aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "More or less than the policy is left out."
  }
}

run "expiring_within_glaciers_billed_days_is_refused" {
  command = plan
  variables {
    archive_after_days = 90
    expire_after_days  = 100
  }
  expect_failures = [var.expire_after_days]
}
