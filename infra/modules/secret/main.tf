# A secret without a value: what it holds is put there by the rotation or by an operator, and never known to Terraform,
# neither in a plan nor in the state.

resource "aws_secretsmanager_secret" "this" {
  name                    = var.name
  description             = var.description
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}

resource "aws_secretsmanager_secret_policy" "this" {
  secret_arn = aws_secretsmanager_secret.this.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "secretsmanager:*"
      Resource  = aws_secretsmanager_secret.this.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
  block_public_policy = true
}
