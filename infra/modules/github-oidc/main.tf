# Roles that GitHub Actions takes without a stored key: one that reads, for nightly plans, and one that deploys services.
# Each is bound to one repository and one of its environments, whose protection rules therefore hold for the role.

locals {
  issuer = "token.actions.githubusercontent.com"
  subjects = {
    plan   = "repo:${var.repository}:environment:${var.environment}-plan"
    deploy = "repo:${var.repository}:environment:${var.environment}"
  }
  provider_arn = var.create_provider ? aws_iam_openid_connect_provider.github[0].arn : "arn:aws:iam::${data.aws_caller_identity.current.account_id}:oidc-provider/${local.issuer}"
  account      = data.aws_caller_identity.current.account_id
}

data "aws_caller_identity" "current" {}

# An account has one of them, so of environments that share an account only one makes it.
resource "aws_iam_openid_connect_provider" "github" {
  count          = var.create_provider ? 1 : 0
  url            = "https://${local.issuer}"
  client_id_list = ["sts.amazonaws.com"]
  # AWS trusts GitHub's certificate by its root; the provider asks for a list all the same.
  thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea1"]
}

resource "aws_iam_role" "this" {
  for_each             = local.subjects
  name                 = "${var.name}-github-${each.key}"
  description          = "GitHub Actions of ${var.repository}: ${each.key}"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = local.provider_arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "${local.issuer}:aud" = "sts.amazonaws.com"
          "${local.issuer}:sub" = each.value
        }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "plan_reads" {
  role       = aws_iam_role.this["plan"].name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

# A plan needs settings, never what people stored.
resource "aws_iam_role_policy" "plan_never_reads_data" {
  name = "never-read-data"
  role = aws_iam_role.this["plan"].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "DenyReadingData"
        Effect = "Deny"
        Action = [
          "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect", "dynamodb:GetRecords",
          "logs:FilterLogEvents", "logs:GetLogEvents", "logs:GetLogRecord", "logs:GetQueryResults", "logs:StartQuery", "logs:StartLiveTail",
          "secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue", "sqs:ReceiveMessage",
          "kms:Decrypt",
        ]
        # A denial, of everything.
        Resource = "*"
      },
      {
        Sid    = "DenyReadingParametersButTheDeployment"
        Effect = "Deny"
        Action = ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "ssm:GetParameterHistory"]
        # What runs where is no secret, and tells a workflow which services a commit changes.
        NotResource = [for name in ["deployment", "releases/*"] : "arn:aws:ssm:${var.region}:${local.account}:parameter${var.parameter_prefix}/${name}"]
      },
      {
        Sid         = "DenyReadingObjectsButState"
        Effect      = "Deny"
        Action      = ["s3:GetObject", "s3:GetObjectVersion"]
        NotResource = [var.state_object_arn]
      },
    ]
  })
}

resource "aws_iam_role_policy" "deploy" {
  for_each = {
    "move-releases" = [
      {
        Sid      = "KeepReleases"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = ["${var.releases_bucket_arn}/*"]
      },
      {
        Sid      = "ListReleases"
        Action   = ["s3:ListBucket"]
        Resource = [var.releases_bucket_arn]
      },
      {
        Sid = "MoveFunctions"
        Action = [
          "lambda:GetAlias", "lambda:GetFunction", "lambda:GetFunctionConfiguration", "lambda:PublishVersion", "lambda:UpdateAlias",
          "lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration",
        ]
        Resource = var.function_arns
      },
      {
        Sid      = "SeeVersions"
        Action   = ["lambda:GetFunctionConfiguration"]
        Resource = [for arn in var.function_arns : "${arn}:*"]
      },
      {
        Sid      = "MakeLayers"
        Action   = ["lambda:PublishLayerVersion", "lambda:ListLayerVersions"]
        Resource = ["arn:aws:lambda:${var.region}:${local.account}:layer:${var.name}-*"]
      },
      {
        Sid      = "UseLayers"
        Action   = ["lambda:GetLayerVersion"]
        Resource = ["arn:aws:lambda:${var.region}:${local.account}:layer:${var.name}-*:*"]
      },
      {
        Sid      = "RememberReleases"
        Action   = ["ssm:GetParameter", "ssm:PutParameter"]
        Resource = ["arn:aws:ssm:${var.region}:${local.account}:parameter${var.parameter_prefix}/releases/*"]
      },
      {
        Sid      = "KnowTheDeployment"
        Action   = ["ssm:GetParameter"]
        Resource = ["arn:aws:ssm:${var.region}:${local.account}:parameter${var.parameter_prefix}/deployment"]
      },
    ]
    "publish-page" = concat(
      [
        {
          Sid      = "WritePage"
          Action   = ["s3:PutObject", "s3:DeleteObject"]
          Resource = ["${var.web_bucket_arn}/*"]
        },
        {
          Sid      = "ListPage"
          Action   = ["s3:ListBucket"]
          Resource = [var.web_bucket_arn]
        },
      ],
      [for arn in var.distribution_arns : {
        Sid      = "RefreshPage"
        Action   = ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"]
        Resource = [arn]
      }],
    )
    "see-status" = [
      {
        Sid      = "SeeAlarms"
        Action   = ["cloudwatch:DescribeAlarms"]
        Resource = ["arn:aws:cloudwatch:${var.region}:${local.account}:alarm:*"]
      },
      {
        Sid      = "SeeQueues"
        Action   = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"]
        Resource = ["arn:aws:sqs:${var.region}:${local.account}:${var.name}-*"]
      },
    ]
  }
  name = each.key
  role = aws_iam_role.this["deploy"].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for statement in each.value : merge(statement, { Effect = "Allow" })]
  })
}
