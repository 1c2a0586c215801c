# Services and what each may do. An environment variable tells a service where a resource is, and only of what it is granted:
# the same rule as serviceEnvironment() in libs/contracts/src/topology/environment.ts.

locals {
  arns = {
    tables = { for name, table in module.table : name => table.arn }
    topics = { for name, topic in module.topic : name => topic.arn }
    queues = { for name, queue in module.queue : name => queue.arn }
    # By their names: the page's bucket needs CloudFront, which needs services.
    buckets = { for name, bucket in local.bucket_names : name => "arn:aws:s3:::${bucket}" }
    secrets = { for name, secret in module.secret : name => secret.arn }
  }

  # Actions that take a bucket's ARN; all others take an object's.
  bucket_actions = ["GetBucketLocation", "ListBucket", "ListBucketMultipartUploads", "ListBucketVersions"]

  policies = { for service, entry in local.services : service => {
    "use-tables" = concat(
      [for name, actions in entry.grants.tables : {
        sid       = "Table${join("", [for part in split("-", name) : title(part)])}"
        actions   = [for action in actions : "dynamodb:${action}"]
        resources = [local.arns.tables[name]]
      }],
      flatten([for table, indexes in entry.grants.indexes : [for name, actions in indexes : {
        sid       = "Index${join("", [for part in split("-", "${table}-${name}") : title(part)])}"
        actions   = [for action in actions : "dynamodb:${action}"]
        resources = ["${local.arns.tables[table]}/index/${name}"]
      }]]),
    )
    "publish-events" = [for name, actions in entry.grants.topics : {
      sid       = "Topic${join("", [for part in split("-", name) : title(part)])}"
      actions   = [for action in actions : "sns:${action}"]
      resources = [local.arns.topics[name]]
    }]
    "send-messages" = [for name, actions in entry.grants.queues : {
      sid       = "Queue${join("", [for part in split("-", name) : title(part)])}"
      actions   = [for action in actions : "sqs:${action}"]
      resources = [local.arns.queues[name]]
    }]
    "use-buckets" = flatten([for name, actions in entry.grants.buckets : [
      for kind, list in {
        "Bucket"  = [for action in actions : "s3:${action}" if contains(local.bucket_actions, action)]
        "Objects" = [for action in actions : "s3:${action}" if !contains(local.bucket_actions, action)]
        } : {
        sid       = "${kind}${join("", [for part in split("-", name) : title(part)])}"
        actions   = list
        resources = [kind == "Bucket" ? local.arns.buckets[name] : "${local.arns.buckets[name]}/*"]
      } if length(list) > 0
    ]])
    "use-secrets" = [for name, actions in entry.grants.secrets : {
      sid       = "Secret${join("", [for part in split("-", name) : title(part)])}"
      actions   = [for action in actions : "secretsmanager:${action}"]
      resources = [local.arns.secrets[name]]
    }]
    # Encrypted with the AWS managed key, whose own policy lets those decrypt who may read the parameter through SSM.
    "read-parameters" = [for name, actions in entry.grants.parameters : {
      sid       = "Parameter${join("", [for part in split("-", replace(name, "/", "-")) : title(part)])}"
      actions   = [for action in actions : "ssm:${action}"]
      resources = [aws_ssm_parameter.given[name].arn]
    }]
  } }

  resource_variables = { for service, entry in local.services : service => merge(
    entry.environment,
    { for name in keys(entry.grants.tables) : "TABLE_${replace(upper(name), "-", "_")}" => module.table[name].name },
    { for name in keys(entry.grants.queues) : "QUEUE_URL_${replace(upper(name), "-", "_")}" => module.queue[name].url },
    { for name in keys(entry.grants.topics) : "TOPIC_ARN_${replace(upper(name), "-", "_")}" => module.topic[name].arn },
    { for name in keys(entry.grants.buckets) : "BUCKET_${replace(upper(name), "-", "_")}" => local.bucket_names[name] },
    { for name in keys(entry.grants.secrets) : "SECRET_${replace(upper(name), "-", "_")}" => module.secret[name].arn },
    { for name in keys(entry.grants.parameters) : "PARAMETER_${replace(replace(upper(name), "-", "_"), "/", "_")}" => aws_ssm_parameter.given[name].name },
  ) }

  # Settings that a service gets where the topology says that it takes them and the environment says what they are.
  settings = {
    ALPACA_FEED                       = var.alpaca.feed
    ALPACA_REQUESTS_PER_MINUTE        = var.alpaca.requests_per_minute == null ? null : tostring(var.alpaca.requests_per_minute)
    ALPACA_TRADING_URL                = var.alpaca.trading_url
    ALERT_SHARDS                      = tostring(var.settings.alert_shards)
    AZURE_OPENAI_API_VERSION          = try(var.language_model.azure.api_version, null)
    AZURE_OPENAI_DEPLOYMENT           = try(var.language_model.azure.deployment, null)
    AZURE_OPENAI_EMBEDDING_DEPLOYMENT = var.embeddings.deployment
    AZURE_OPENAI_ENDPOINT             = try(var.language_model.azure.endpoint, null)
    CURATOR_EMAILS                    = length(var.settings.curator_emails) > 0 ? join(",", var.settings.curator_emails) : null
    EMBEDDINGS                        = var.embeddings.by
    EMBEDDING_DIMENSIONS              = var.embeddings.dimensions == null ? null : tostring(var.embeddings.dimensions)
    INDEX_URI                         = null # In its bucket.
    LOG_LEVEL                         = var.settings.log_level
    MAIL_FROM                         = var.settings.mail_from
    MARKET_DATA                       = var.settings.market_data
    OBJECTS_URL                       = var.settings.objects_url
    OPENAI_BASE_URL                   = var.language_model.base_url
    OPENAI_EMBEDDING_BASE_URL         = var.embeddings.base_url
    OPENAI_EMBEDDING_MODEL            = var.embeddings.model
    OPENAI_MODEL                      = var.language_model.model
    OPERATOR_EMAILS                   = length(var.operator_emails) > 0 ? join(",", var.operator_emails) : null
    OPERATOR_SMS                      = length(var.operator_phone_numbers) > 0 ? "on" : null
    PUBLIC_URL                        = var.settings.public_url
    SMTP_URL                          = var.settings.smtp_url
    TRUSTED_PROXIES                   = tostring(var.settings.trusted_proxies)
    # By its name: the role trusts the services that take it, and so comes after them.
    UPLOAD_ROLE_ARN = "arn:aws:iam::${local.account}:role/${local.prefix}-upload"
  }

  http_services = { for name, service in local.services : name => service if service.http }
  functions     = { for name, service in local.services : name => service if !service.http }

  http_environment = { for name, service in local.http_services : name => merge(
    local.resource_variables[name],
    { for setting in service.settings : setting => local.settings[setting] if local.settings[setting] != null },
  ) }
  # Functions may know CloudFront's address, which is made after the HTTP services that it leads to.
  function_environment = { for name, service in local.functions : name => merge(
    local.resource_variables[name],
    { for setting in service.settings : setting => local.settings[setting] if setting != "PUBLIC_URL" && local.settings[setting] != null },
    { for setting in service.settings : setting => local.public_url if setting == "PUBLIC_URL" },
  ) }

  sources = { for service, entry in local.services : service => { for queue, source in entry.sources : queue => {
    queue_arn            = module.queue[queue].arn
    batch_size           = source.batchSize
    batch_window_seconds = try(source.batchWindowSeconds, 0)
    maximum_concurrency  = try(source.maximumConcurrency, 2)
  } } }
}

module "http_service" {
  source   = "../service"
  for_each = local.http_services

  name                     = "${local.prefix}-${each.key}"
  description              = each.value.description
  http                     = true
  architecture             = each.value.architecture
  memory_mb                = each.value.memory
  timeout_seconds          = each.value.timeout
  reserved_concurrency     = each.value.concurrency
  environment              = local.http_environment[each.key]
  policies                 = local.policies[each.key]
  sources                  = local.sources[each.key]
  log_group                = each.value.log_group == null ? null : module.observability.log_groups[each.value.log_group]
  permissions_boundary_arn = module.governance.boundary_arn
  alarm_actions            = [module.alarms.arn]
  runbook_base_url         = var.runbook_base_url
  emulated                 = var.emulated
}

module "function" {
  source   = "../service"
  for_each = local.functions

  name                     = "${local.prefix}-${each.key}"
  description              = each.value.description
  architecture             = each.value.architecture
  memory_mb                = each.value.memory
  timeout_seconds          = each.value.timeout
  reserved_concurrency     = each.value.concurrency
  environment              = local.function_environment[each.key]
  policies                 = local.policies[each.key]
  sources                  = local.sources[each.key]
  log_group                = each.value.log_group == null ? null : module.observability.log_groups[each.value.log_group]
  permissions_boundary_arn = module.governance.boundary_arn
  alarm_actions            = [module.alarms.arn]
  runbook_base_url         = var.runbook_base_url
  emulated                 = var.emulated
}
