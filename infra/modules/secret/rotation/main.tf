# Has a function rotate a secret that the system makes itself.

resource "aws_lambda_permission" "this" {
  # One for each secret; a statement's id takes no colon, which ARNs have.
  statement_id  = "AllowRotating-${reverse(split(":", var.secret_arn))[0]}"
  action        = "lambda:InvokeFunction"
  principal     = "secretsmanager.amazonaws.com"
  function_name = var.function_name
  qualifier     = var.alias
  source_arn    = var.secret_arn
}

resource "aws_secretsmanager_secret_rotation" "this" {
  secret_id           = var.secret_arn
  rotation_lambda_arn = var.alias_arn
  # The function may still hold its first, empty release.
  rotate_immediately = false
  rotation_rules {
    automatically_after_days = var.days
  }
  depends_on = [aws_lambda_permission.this]
}
