# Where state and documents are kept.

module "table" {
  source   = "../table"
  for_each = local.topology.tables

  name          = "${local.prefix}-${each.key}"
  partition_key = { name = each.value.partitionKey.name, type = try(each.value.partitionKey.type, "S") }
  sort_key      = try({ name = each.value.sortKey.name, type = try(each.value.sortKey.type, "S") }, null)
  ttl_attribute = try(each.value.ttl, null)
  indexes = { for name, index in try(each.value.indexes, {}) : name => {
    partition_key = { name = index.partitionKey.name, type = try(index.partitionKey.type, "S") }
    sort_key      = try({ name = index.sortKey.name, type = try(index.sortKey.type, "S") }, null)
    # A list of attributes, or the kind of a projection.
    projection_type    = can(tolist(index.projection)) ? "INCLUDE" : try(tostring(index.projection), "ALL")
    non_key_attributes = try(tolist(index.projection), null)
  } }
  deletion_protection = var.deletion_protection
}

locals {
  # Buckets that belong to every environment. A service that uses one is granted it in the topology, which then names the
  # bucket too; releases, web and audit are no service's.
  buckets = merge(
    {
      "knowledge-base" = {}
      "index"          = {}
      "artifacts"      = {}
      "releases"       = {}
      "web"            = {}
      "audit"          = {}
    },
    local.topology.buckets,
  )

  # Dated screens are kept readable for 90 days, then more cheaply, and after a year only as rows.
  archive_prefixes = { "artifacts" = ["screens/"], "audit" = ["AWSLogs/"] }

  bucket_names = { for name in keys(local.buckets) : name => "${local.prefix}-${name}-${local.account}" }

  bucket_statements = {
    "web" = module.cdn[*].page_bucket_statement
    "audit" = [
      jsonencode({
        Sid       = "AllowCloudTrailToLook"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::${local.bucket_names["audit"]}"
        Condition = { StringLike = { "aws:SourceArn" = "arn:aws:cloudtrail:${local.region}:${local.account}:trail/${local.prefix}-*" } }
      }),
      jsonencode({
        Sid       = "AllowCloudTrailToWrite"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::${local.bucket_names["audit"]}/AWSLogs/${local.account}/*"
        Condition = {
          StringLike   = { "aws:SourceArn" = "arn:aws:cloudtrail:${local.region}:${local.account}:trail/${local.prefix}-*" }
          StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" }
        }
      }),
    ]
  }
}

module "bucket" {
  source   = "../bucket"
  for_each = local.buckets

  name                = local.bucket_names[each.key]
  deletion_protection = var.deletion_protection
  archive_prefixes    = lookup(local.archive_prefixes, each.key, [])
  policy_statements   = lookup(local.bucket_statements, each.key, [])
  upload_origins      = each.key == "knowledge-base" ? [local.public_url] : []
  notifications = { for notification in try(each.value.notifications, []) :
    "${notification.queue}-${join("-", sort(notification.events))}-${trim(replace(try(notification.prefix, ""), "/[^a-z0-9]+/", "-"), "-")}" => {
      queue_arn = module.queue[notification.queue].open_arn
      events    = notification.events
      prefix    = try(notification.prefix, "")
    }
  }
  emulated = var.emulated
}

locals {
  # What an operator sets, for services to come; each enters the topology with the first service that reads it.
  given_secrets = {
    "brave-api-key" = { description = "Key of Brave's web search" }
  }
  database_secrets = {
    for name in(var.database_password ? ["database-password"] : []) :
    name => { description = "Name and password of the database's user", rotation = { service = "secret-rotator" } }
  }
  secrets = { for name, secret in merge(local.given_secrets, local.topology.secrets, local.database_secrets) : name => {
    description = secret.description
    rotation    = try({ service = secret.rotation.service, days = try(secret.rotation.everyDays, 30) }, null)
  } }
}

module "secret" {
  source   = "../secret"
  for_each = local.secrets

  name                = "${local.prefix}-${each.key}"
  description         = each.value.description
  deletion_protection = var.deletion_protection
}

# Apart from the secrets, which the rotating functions need first.
module "rotation" {
  source = "../secret/rotation"
  # moto calls the function at once, for which it wants Docker.
  for_each = { for name, secret in local.secrets : name => secret.rotation if secret.rotation != null && !var.emulated }

  secret_arn    = module.secret[each.key].arn
  function_name = module.function[each.value.service].function_name
  alias         = module.function[each.value.service].live_name
  alias_arn     = module.function[each.value.service].live_arn
  days          = each.value.days
}

# Parameters that an operator sets, encrypted with the AWS managed key. Terraform makes each with a placeholder, which services
# take for none, and never knows the value: it neither writes it again nor keeps it in the state.
resource "aws_ssm_parameter" "given" {
  for_each = try(local.topology.parameters, {})

  name             = "${local.path}/${each.key}"
  description      = each.value.description
  type             = "SecureString"
  value_wo         = "not set"
  value_wo_version = 1
}
