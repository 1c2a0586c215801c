# Uploads by people: a service takes this role for one user, or a person takes it with a Google ID token, and the session can
# then write under that user's prefix alone. Who it is stands in the session's tag, or in Google's subject, which the policy
# puts into the prefix. Neither can be left out: a session without them has no prefix to write to.

locals {
  upload_trust = concat(
    [jsonencode({
      Sid       = "ServicesForOneUser"
      Effect    = "Allow"
      Principal = { AWS = var.upload_service_role_arns }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = {
        StringLike                  = { "aws:RequestTag/userId" = "?*" }
        "ForAllValues:StringEquals" = { "aws:TagKeys" = ["userId"] }
      }
    })],
    [for client_id in var.google_client_id[*] : jsonencode({
      Sid       = "PeopleByGoogle"
      Effect    = "Allow"
      Principal = { Federated = "accounts.google.com" }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = { StringEquals = { "accounts.google.com:aud" = client_id } }
    })],
  )
}

resource "aws_iam_role" "upload" {
  name                 = "${var.name}-upload"
  description          = "Uploads to one user's own prefix"
  max_session_duration = 3600
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for statement in local.upload_trust : jsondecode(statement)]
  })
}

resource "aws_iam_role_policy" "upload" {
  name = "write-own-prefix"
  role = aws_iam_role.upload.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid      = "WriteOwnPrefix"
        Effect   = "Allow"
        Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = "${var.knowledge_base_bucket_arn}/users/$${aws:PrincipalTag/userId}/*"
      }],
      [for client_id in var.google_client_id[*] : {
        Sid      = "WriteOwnPrefixByGoogle"
        Effect   = "Allow"
        Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = "${var.knowledge_base_bucket_arn}/users/google-$${accounts.google.com:sub}/*"
      }],
    )
  })
}
