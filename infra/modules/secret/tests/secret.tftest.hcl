mock_provider "aws" {
  source = "../../testing/mocks"
}

variables {
  name                = "marketscope-test-key"
  description         = "A key"
  deletion_protection = true
}

run "a_secret_is_restorable_for_30_days_and_reached_by_tls_alone" {
  assert {
    condition     = aws_secretsmanager_secret.this.recovery_window_in_days == 30
    error_message = "A secret that was deleted by mistake is lost."
  }
  assert {
    condition = jsondecode(aws_secretsmanager_secret_policy.this.policy).Statement == [{
      Sid       = "DenyWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "secretsmanager:*"
      Resource  = aws_secretsmanager_secret.this.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
    error_message = "The policy is ${aws_secretsmanager_secret_policy.this.policy}"
  }
  assert {
    condition     = aws_secretsmanager_secret_policy.this.block_public_policy
    error_message = "The policy could be made public."
  }
}

run "an_unprotected_secret_frees_its_name_at_once" {
  variables {
    deletion_protection = false
  }
  assert {
    condition     = aws_secretsmanager_secret.this.recovery_window_in_days == 0
    error_message = "A destroyed environment could not be made again for 30 days."
  }
}
