# Roles that people take. Each is made only where somebody is named who may take it.

locals {
  log_group_arns = [
    "arn:aws:logs:${var.region}:${local.account}:log-group:${var.parameter_prefix}/*",
    "arn:aws:logs:${var.region}:${local.account}:log-group:/aws/lambda/${var.name}-*",
  ]

  # What whoever looks after a system has to see; nothing that people stored in it.
  observe = [
    {
      Sid      = "ReadLogs"
      Effect   = "Allow"
      Action   = ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery"]
      Resource = local.log_group_arns
    },
    {
      Sid      = "ListLogGroups"
      Effect   = "Allow"
      Action   = ["logs:DescribeLogGroups"]
      Resource = ["arn:aws:logs:${var.region}:${local.account}:log-group:*"]
    },
    {
      Sid      = "SeeAlarms"
      Effect   = "Allow"
      Action   = ["cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmHistory"]
      Resource = ["arn:aws:cloudwatch:${var.region}:${local.account}:alarm:*"]
    },
    {
      Sid      = "SeeDashboard"
      Effect   = "Allow"
      Action   = ["cloudwatch:GetDashboard"]
      Resource = ["arn:aws:cloudwatch::${local.account}:dashboard/${var.name}"]
    },
    {
      Sid    = "ReadMetricsAndQueryResults"
      Effect = "Allow"
      # None of these takes an ARN.
      Action   = ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics", "logs:GetQueryResults", "logs:StopQuery"]
      Resource = ["*"]
    },
    {
      Sid      = "SeeQueues"
      Effect   = "Allow"
      Action   = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"]
      Resource = ["arn:aws:sqs:${var.region}:${local.account}:${var.name}-*"]
    },
    {
      Sid      = "SeeFunctions"
      Effect   = "Allow"
      Action   = ["lambda:GetAlias", "lambda:GetFunctionConfiguration", "lambda:ListAliases", "lambda:ListVersionsByFunction"]
      Resource = ["arn:aws:lambda:${var.region}:${local.account}:function:${var.name}-*"]
    },
    {
      Sid    = "SeeReleases"
      Effect = "Allow"
      Action = ["ssm:GetParameter"]
      Resource = [for name in ["deployment", "releases/*"] :
        "arn:aws:ssm:${var.region}:${local.account}:parameter${var.parameter_prefix}/${name}"
      ]
    },
  ]

  develop = [
    {
      Sid      = "Redrive"
      Effect   = "Allow"
      Action   = ["sqs:CancelMessageMoveTask", "sqs:DeleteMessage", "sqs:ListMessageMoveTasks", "sqs:ReceiveMessage", "sqs:SendMessage", "sqs:StartMessageMoveTask"]
      Resource = ["arn:aws:sqs:${var.region}:${local.account}:${var.name}-*"]
    },
    {
      Sid      = "StartFunctions"
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = ["arn:aws:lambda:${var.region}:${local.account}:function:${var.name}-*"]
    },
    {
      Sid      = "ReadTables"
      Effect   = "Allow"
      Action   = ["dynamodb:BatchGetItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"]
      Resource = ["arn:aws:dynamodb:${var.region}:${local.account}:table/${var.name}-*"]
    },
  ]
}

# Another account looks on. Each session says for whom and why, which CloudTrail keeps.
resource "aws_iam_role" "reader" {
  count       = length(var.reader_account_ids) > 0 ? 1 : 0
  name        = "${var.name}-reader"
  description = "Reads logs, metrics and alarms from another account"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = [for account in var.reader_account_ids : "arn:aws:iam::${account}:root"] }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = {
        StringLike                  = { "aws:RequestTag/person" = "?*", "aws:RequestTag/purpose" = "?*" }
        "ForAllValues:StringEquals" = { "aws:TagKeys" = ["person", "purpose"] }
      }
    }]
  })
}

resource "aws_iam_role_policy" "reader" {
  count  = length(aws_iam_role.reader)
  name   = "observe"
  role   = aws_iam_role.reader[0].name
  policy = jsonencode({ Version = "2012-10-17", Statement = local.observe })
}

resource "aws_iam_role" "developer" {
  count       = length(var.developer_arns) > 0 ? 1 : 0
  name        = "${var.name}-developer"
  description = "Sees how the system does, starts functions, redrives dead letters"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = var.developer_arns }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "developer" {
  for_each = length(aws_iam_role.developer) > 0 ? { observe = local.observe, develop = local.develop } : {}
  name     = each.key
  role     = aws_iam_role.developer[0].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

# May do anything, for an hour, with a second factor that was used within it.
resource "aws_iam_role" "administrator" {
  count                = length(var.administrator_arns) > 0 ? 1 : 0
  name                 = "${var.name}-administrator"
  description          = "Changes anything; asks for a second factor"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = var.administrator_arns }
      Action    = "sts:AssumeRole"
      Condition = {
        Bool            = { "aws:MultiFactorAuthPresent" = "true" }
        NumericLessThan = { "aws:MultiFactorAuthAge" = "3600" }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  count      = length(aws_iam_role.administrator)
  role       = aws_iam_role.administrator[0].name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
