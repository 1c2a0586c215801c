# The whole of an environment, made from infra/topology.json, the same file that the laptop's cloud is made from. What the
# environments differ in comes in by variables, so that none of them holds a resource of its own.

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  topology = jsondecode(file(coalesce(var.topology_file, "${path.module}/../../topology.json")))

  account = data.aws_caller_identity.current.account_id
  region  = data.aws_region.current.name

  # Everything is called <project>-<environment>-<name>; what AWS keeps in a path, /<project>/<environment>/<name>.
  prefix = "${local.topology.project}-${var.environment}"
  path   = "/${local.topology.project}/${var.environment}"

  # The topology may leave out what is empty or usual.
  services = { for name, service in local.topology.services : name => {
    description  = service.description
    http         = service.kind == "http"
    timeout      = coalesce(try(var.service_overrides[name].timeout_seconds, null), service.timeoutSeconds)
    memory       = coalesce(try(var.service_overrides[name].memory_mb, null), max(service.memoryMb, var.memory_mb))
    concurrency  = coalesce(try(var.service_overrides[name].reserved_concurrency, null), -1)
    architecture = try(service.architecture, "arm64")
    log_group    = try(service.logGroup, null)
    paths        = try(service.paths, [])
    settings     = try(service.settings, [])
    environment  = try(service.environment, {})
    sources      = { for source in try(service.sources, []) : source.queue => source }
    invoked_by   = try(service.invokedBy, [])
    grants = {
      tables     = try(service.grants.tables, {})
      indexes    = try(service.grants.indexes, {})
      topics     = try(service.grants.topics, {})
      queues     = try(service.grants.queues, {})
      buckets    = try(service.grants.buckets, {})
      secrets    = merge(try(service.grants.secrets, {}), local.database_grants[name])
      parameters = try(service.grants.parameters, {})
    }
  } }

  # The password of a database is made only where there is one; then the rotator may rotate it too.
  database_grants = { for name in keys(local.topology.services) : name => {
    for secret in(var.database_password && name == "secret-rotator" ? ["database-password"] : []) :
    secret => ["DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"]
  } }

  consumer_timeouts = merge([for service in values(local.services) : {
    for queue in keys(service.sources) : queue => service.timeout
  }]...)
}
