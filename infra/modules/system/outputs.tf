output "public_url" {
  description = "Address of the page and the API."
  value       = local.public_url
}

output "tables" {
  description = "Names of the tables, by their names in the topology."
  value       = { for name, table in module.table : name => table.name }
}

output "queues" {
  description = "URLs of the queues, by their names in the topology."
  value       = { for name, queue in module.queue : name => queue.url }
}

output "dead_letter_queues" {
  description = "URLs of the dead-letter queues, by the queue, topic or schedule that they belong to."
  value = merge(
    { for name, queue in module.queue : name => queue.dead_letters.url },
    { for name, topic in merge(module.topic, { alarms = module.alarms }) : "${name}-undelivered" => topic.undelivered.url if topic.undelivered != null },
    { for name, schedule in module.schedule : "${name}-schedule" => schedule.dead_letters.url },
  )
}

output "topics" {
  description = "ARNs of the topics, by their names in the topology."
  value       = merge({ for name, topic in module.topic : name => topic.arn }, { alarms = module.alarms.arn })
}

output "buckets" {
  description = "Names of the buckets."
  value       = { for name, bucket in module.bucket : name => bucket.name }
}

output "secrets" {
  description = "ARNs of the secrets."
  value       = { for name, secret in module.secret : name => secret.arn }
}

output "functions" {
  description = "Names of the services' functions."
  value = merge(
    { for name, service in module.http_service : name => service.function_name },
    { for name, service in module.function : name => service.function_name },
  )
}

output "role_arns" {
  description = "ARNs of the services' roles."
  value = merge(
    { for name, service in module.http_service : name => service.role_arn },
    { for name, service in module.function : name => service.role_arn },
  )
}

output "upload_role_arn" {
  description = "Role that uploads to one user's prefix."
  value       = module.governance.upload_role_arn
}

output "boundary_arn" {
  description = "Permissions boundary of the services' roles."
  value       = module.governance.boundary_arn
}

output "service_environment" {
  description = "Environment variables of each service, beside AWS's own."
  value       = merge(local.http_environment, local.function_environment)
}

output "dashboard" {
  description = "Name of the dashboard."
  value       = module.observability.dashboard
}

output "alarms" {
  description = "Names of all alarms."
  value = sort(concat(
    module.observability.alarms,
    flatten(values(module.queue)[*].alarms),
    flatten(values(module.topic)[*].alarms),
    module.alarms.alarms,
    flatten(values(module.schedule)[*].alarms),
    values(module.http_service)[*].alarms[0],
    values(module.function)[*].alarms[0],
  ))
}

output "roles_of_people" {
  description = "ARNs of the roles that people and GitHub take; null for those that aren't made."
  value = {
    reader        = module.governance.reader_role_arn
    developer     = module.governance.developer_role_arn
    administrator = module.governance.administrator_role_arn
    github_plan   = one(module.github_oidc[*].plan_role_arn)
    github_deploy = one(module.github_oidc[*].deploy_role_arn)
  }
}

output "commands" {
  description = "What to do next."
  value = [
    "npm run secrets -- --env ${var.environment}    # makes the generated secrets' first values, and tells how to set the others",
    "npm run deploy -- --all-affected --env ${var.environment}",
    "npm run status -- --env ${var.environment}",
    "curl ${local.public_url}/healthz",
  ]
}

output "subscriptions" {
  description = "Event types that each queue gets, by topic; none of a topic of which it gets everything."
  value       = { for name, topic in merge(module.topic, { alarms = module.alarms }) : name => topic.filters }
}

output "invocations" {
  description = "Functions that a topic invokes with no queue between: the alias's ARN by topic and service."
  value       = { for name, invocation in module.invocation : name => invocation.endpoint }
}

output "policies" {
  description = "What each service's role may do, as JSON by policy."
  value = merge(
    { for name, service in module.http_service : name => service.policies },
    { for name, service in module.function : name => service.policies },
  )
}

output "sizes" {
  description = "Memory, time-out and architecture of each service, and seconds that its queues hide a message."
  value = {
    services = merge(
      { for name, service in module.http_service : name => service.size },
      { for name, service in module.function : name => service.size },
    )
    visibility_seconds = { for name, queue in module.queue : name => queue.visibility_timeout_seconds }
  }
}

output "safeguards" {
  description = "What keeps state from being lost or read, by kind and name."
  value = {
    tables              = { for name, table in module.table : name => table.safeguards }
    buckets             = { for name, bucket in module.bucket : name => bucket.safeguards }
    secret_recovery     = { for name, secret in module.secret : name => secret.recovery_days }
    rotated_secret_days = { for name, rotation in module.rotation : name => rotation.days }
  }
}

output "schedules" {
  description = "Event (JSON) that each schedule starts its function with."
  value       = { for name, schedule in module.schedule : name => schedule.input }
}
