# What surrounds the services: their address, how they are watched, who may do what.

module "cdn" {
  source = "../cdn"
  # moto lacks parts of CloudFront.
  count = var.emulated ? 0 : 1
  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }

  name        = local.prefix
  page_bucket = { arn = module.bucket["web"].arn, domain_name = module.bucket["web"].domain_name }
  services = { for name, service in module.http_service : name => {
    function_url  = service.function_url
    function_name = service.function_name
    qualifier     = service.live_name
    paths         = local.services[name].paths
  } }
  domain = var.domain
  # As the service signs uploads: the bucket in the path.
  upload_address           = "https://s3.${local.region}.amazonaws.com/${local.bucket_names["knowledge-base"]}/"
  permissions_boundary_arn = module.governance.boundary_arn
}

locals {
  public_url = var.settings.public_url != null ? var.settings.public_url : module.cdn[0].url
}

module "observability" {
  source = "../observability"

  name       = local.prefix
  log_prefix = local.path
  region     = local.region
  functions = merge(
    { for name, service in module.http_service : name => service.function_name },
    { for name, service in module.function : name => service.function_name },
  )
  queues = { for name, queue in module.queue : name => queue.name }
  dead_letter_queues = merge(
    { for name, queue in module.queue : name => queue.dead_letters.name },
    { for name, topic in merge(module.topic, { alarms = module.alarms }) : "${name}-undelivered" => topic.undelivered.name if length(local.subscriptions[name]) > 0 || contains(local.invoking_topics, name) },
    { for name, schedule in module.schedule : "${name}-schedule" => schedule.dead_letters.name },
  )
  own_log_groups = merge(
    { for name, service in local.http_services : name => module.http_service[name].log_group if service.log_group == null },
    { for name, service in local.functions : name => module.function[name].log_group if service.log_group == null },
  )
  alarm_actions            = [module.alarms.arn]
  runbook_base_url         = var.runbook_base_url
  permissions_boundary_arn = module.governance.boundary_arn
  emulated                 = var.emulated
}

module "governance" {
  source = "../governance"

  name                      = local.prefix
  region                    = local.region
  parameter_prefix          = local.path
  trail_bucket              = module.bucket["audit"].guarded_name
  knowledge_base_bucket_arn = module.bucket["knowledge-base"].arn
  upload_service_role_arns  = values(module.http_service)[*].role_arn
  google_client_id          = var.google_client_id
  reader_account_ids        = var.access.reader_account_ids
  developer_arns            = var.access.developer_arns
  administrator_arns        = var.access.administrator_arns
  monthly_budget_usd        = var.monthly_budget_usd
  operator_email            = var.operator_email
  emulated                  = var.emulated
}

module "github_oidc" {
  source = "../github-oidc"
  count  = var.github == null ? 0 : 1

  name                = local.prefix
  environment         = var.environment
  repository          = var.github.repository
  create_provider     = var.github.create_provider
  state_object_arn    = "arn:aws:s3:::${var.github.state_bucket}/${var.environment}/terraform.tfstate"
  region              = local.region
  releases_bucket_arn = module.bucket["releases"].arn
  web_bucket_arn      = module.bucket["web"].arn
  function_arns       = concat(values(module.http_service)[*].function_arn, values(module.function)[*].function_arn)
  distribution_arns   = module.cdn[*].distribution.arn
  parameter_prefix    = local.path
}

# What the deploy tool has to know, so that it needs neither the state nor a copy of the naming rules.
resource "aws_ssm_parameter" "deployment" {
  name        = "${local.path}/deployment"
  description = "Where releases go: read by the deploy tool"
  type        = "String"
  value = jsonencode({
    releasesBucket = module.bucket["releases"].name
    webBucket      = module.bucket["web"].name
    distributionId = one(module.cdn[*].distribution.id)
    publicUrl      = local.public_url
    services = merge(
      { for name, service in module.http_service : name => { function = service.function_name, architecture = local.services[name].architecture } },
      { for name, service in module.function : name => { function = service.function_name, architecture = local.services[name].architecture } },
    )
  })
}
