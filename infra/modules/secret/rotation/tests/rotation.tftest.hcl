mock_provider "aws" {
  source = "../../../testing/mocks"
}

variables {
  secret_arn    = "arn:aws:secretsmanager:us-east-1:123456789012:secret:marketscope-test-key-AbCdEf"
  function_name = "marketscope-test-secret-rotator"
  alias         = "live"
  alias_arn     = "arn:aws:lambda:us-east-1:123456789012:function:marketscope-test-secret-rotator:live"
}

run "a_secret_rotates_each_30_days_by_the_release_that_serves" {
  assert {
    condition = (
      aws_secretsmanager_secret_rotation.this.rotation_rules[0].automatically_after_days == 30
      && aws_secretsmanager_secret_rotation.this.rotation_lambda_arn == var.alias_arn
    )
    error_message = "The secret does not rotate each 30 days by the alias."
  }
  assert {
    condition     = !aws_secretsmanager_secret_rotation.this.rotate_immediately
    error_message = "It would rotate at once, by an empty release."
  }
}

run "secrets_manager_may_invoke_it_for_that_secret_alone" {
  assert {
    condition = (
      aws_lambda_permission.this.principal == "secretsmanager.amazonaws.com" && aws_lambda_permission.this.action == "lambda:InvokeFunction"
      && aws_lambda_permission.this.source_arn == var.secret_arn && aws_lambda_permission.this.qualifier == "live"
    )
    error_message = "Others may invoke the function, or Secrets Manager may not."
  }
}

run "rotating_seldom_is_refused" {
  command = plan
  variables {
    days = 31
  }
  expect_failures = [var.days]
}
