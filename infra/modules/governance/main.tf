# What keeps an account in order: the boundary of all that services may ever be given, the trail of who did what, a budget,
# and the roles of people.

data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
}

# No role of a service can do more than this, whatever policy somebody attaches to it.
resource "aws_iam_policy" "boundary" {
  name        = "${var.name}-boundary"
  description = "The most that a service of ${var.name} may do"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "OwnTables"
        Effect = "Allow"
        Action = [
          "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem",
          "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem",
        ]
        Resource = "arn:aws:dynamodb:${var.region}:${local.account}:table/${var.name}-*"
      },
      {
        Sid    = "OwnQueues"
        Effect = "Allow"
        Action = [
          "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage",
          "sqs:SendMessage",
        ]
        Resource = "arn:aws:sqs:${var.region}:${local.account}:${var.name}-*"
      },
      {
        Sid      = "OwnTopics"
        Effect   = "Allow"
        Action   = "sns:Publish"
        Resource = "arn:aws:sns:${var.region}:${local.account}:${var.name}-*"
      },
      {
        Sid    = "OwnBuckets"
        Effect = "Allow"
        Action = [
          "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:PutObject",
        ]
        # Buckets' names end with the account, so that these are no stranger's.
        Resource = ["arn:aws:s3:::${var.name}-*-${local.account}", "arn:aws:s3:::${var.name}-*-${local.account}/*"]
      },
      {
        Sid    = "OwnSecrets"
        Effect = "Allow"
        Action = [
          "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ]
        Resource = "arn:aws:secretsmanager:${var.region}:${local.account}:secret:${var.name}-*"
      },
      {
        Sid      = "OwnParameters"
        Effect   = "Allow"
        Action   = ["ssm:GetParameter", "ssm:GetParameters"]
        Resource = "arn:aws:ssm:${var.region}:${local.account}:parameter${var.parameter_prefix}/*"
      },
      {
        Sid      = "OwnFunctions"
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = "arn:aws:lambda:${var.region}:${local.account}:function:${var.name}-*"
      },
      {
        Sid    = "OwnLogs"
        Effect = "Allow"
        Action = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = [
          "arn:aws:logs:${var.region}:${local.account}:log-group:${var.parameter_prefix}/*",
          "arn:aws:logs:${var.region}:${local.account}:log-group:/aws/lambda/${var.name}-*",
          # Lambda@Edge logs where it runs.
          "arn:aws:logs:*:${local.account}:log-group:/aws/lambda/us-east-1.${var.name}-*",
        ]
      },
      {
        # Tables, topics and secrets are encrypted by AWS managed keys, used in the name of whoever calls.
        Sid      = "ManagedKeysByTheirServices"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = "arn:aws:kms:${var.region}:${local.account}:key/*"
        Condition = {
          StringEquals = { "kms:ViaService" = [for service in ["dynamodb", "secretsmanager", "sns", "ssm"] : "${service}.${var.region}.amazonaws.com"] }
        }
      },
      {
        Sid      = "NarrowedUploads"
        Effect   = "Allow"
        Action   = ["sts:AssumeRole", "sts:TagSession"]
        Resource = "arn:aws:iam::${local.account}:role/${var.name}-upload"
      },
    ]
  })
}

resource "aws_cloudtrail" "this" {
  # moto keeps a trail that is deleted by its ARN, as the provider does.
  count                         = var.emulated ? 0 : 1
  name                          = "${var.name}-trail"
  s3_bucket_name                = var.trail_bucket
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
}

resource "aws_budgets_budget" "monthly" {
  # moto answers a budget otherwise than it was made.
  count        = var.emulated ? 0 : 1
  name         = "${var.name}-monthly"
  budget_type  = "COST"
  limit_amount = tostring(var.monthly_budget_usd)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  dynamic "notification" {
    for_each = var.operator_email == null ? {} : { ACTUAL = 80, FORECASTED = 100 }
    content {
      notification_type          = notification.key
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value
      threshold_type             = "PERCENTAGE"
      subscriber_email_addresses = [var.operator_email]
    }
  }
}
