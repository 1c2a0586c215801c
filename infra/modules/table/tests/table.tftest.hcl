mock_provider "aws" {
  source = "../../testing/mocks"
}

variables {
  name                = "marketscope-test-alerts"
  partition_key       = { name = "userId" }
  sort_key            = { name = "alertId" }
  ttl_attribute       = "expiresAt"
  deletion_protection = true
  indexes = {
    armed = { partition_key = { name = "armedKey" }, sort_key = { name = "threshold", type = "N" } }
    named = { partition_key = { name = "userId" }, projection_type = "INCLUDE", non_key_attributes = ["name"] }
  }
}

run "a_table_has_its_keys_and_no_attribute_twice" {
  assert {
    condition     = aws_dynamodb_table.this.hash_key == "userId" && aws_dynamodb_table.this.range_key == "alertId" && aws_dynamodb_table.this.billing_mode == "PAY_PER_REQUEST"
    error_message = "The table's key or billing is another."
  }
  assert {
    condition = { for attribute in aws_dynamodb_table.this.attribute : attribute.name => attribute.type } == {
      userId = "S", alertId = "S", armedKey = "S", threshold = "N"
    }
    error_message = "The attributes are not those of the keys."
  }
}

run "items_end_and_are_restorable_encrypted_and_protected" {
  assert {
    condition     = aws_dynamodb_table.this.ttl[0].attribute_name == "expiresAt" && aws_dynamodb_table.this.ttl[0].enabled
    error_message = "Items don't end by expiresAt."
  }
  assert {
    condition     = aws_dynamodb_table.this.point_in_time_recovery[0].enabled
    error_message = "Point-in-time recovery is off."
  }
  assert {
    condition     = aws_dynamodb_table.this.server_side_encryption[0].enabled
    error_message = "Encryption is off."
  }
  assert {
    condition     = aws_dynamodb_table.this.deletion_protection_enabled
    error_message = "Deletion protection is off."
  }
}

run "indexes_project_what_they_say" {
  assert {
    condition = { for index in aws_dynamodb_table.this.global_secondary_index : index.name => "${index.hash_key} ${index.range_key == null ? "-" : index.range_key} ${index.projection_type}" } == {
      armed = "armedKey threshold ALL"
      named = "userId - INCLUDE"
    }
    error_message = "An index differs from what was asked for."
  }
}

run "a_table_without_a_sort_key_or_ttl_has_none" {
  variables {
    sort_key            = null
    ttl_attribute       = null
    indexes             = {}
    deletion_protection = false
  }
  assert {
    condition     = length(aws_dynamodb_table.this.ttl) == 0 && !aws_dynamodb_table.this.deletion_protection_enabled
    error_message = "There is a TTL or a protection that nobody asked for."
  }
}

run "an_index_that_includes_nothing_is_refused" {
  command = plan
  variables {
    indexes = { named = { partition_key = { name = "userId" }, projection_type = "INCLUDE" } }
  }
  expect_failures = [var.indexes]
}
