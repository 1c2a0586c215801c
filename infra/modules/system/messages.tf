# How services talk to one another, and how the system talks to its operator.

locals {
  # By their names: topics need their queues, and so can't come before them.
  topic_arns = { for name in keys(local.topology.topics) : name => "arn:aws:sns:${local.region}:${local.account}:${local.prefix}-${name}" }

  # By topic, the queues that get its messages. SNS knows one subscription of a queue to a topic, so two entries of the
  # topology become one filter; what is no event of ours has no type to filter by.
  subscriptions = { for name, topic in local.topology.topics : name => { for queue, lists in {
    for subscription in local.topology.subscriptions : subscription.queue => try(subscription.eventTypes, [])... if subscription.topic == name
    } : queue => {
    queue_arn   = module.queue[queue].arn
    event_types = try(topic.kind, "events") == "events" ? distinct(flatten(lists)) : null
  } } }

  # The functions that a topic invokes with no queue between.
  invocations = merge([for service, entry in local.services : {
    for topic in entry.invoked_by : "${topic} ${service}" => { topic = topic, service = service }
  }]...)
  invoking_topics = distinct(values(local.invocations)[*].topic)
}

module "queue" {
  source   = "../queue"
  for_each = local.topology.queues

  name                     = "${local.prefix}-${each.key}"
  consumer_timeout_seconds = local.consumer_timeouts[each.key]
  max_receive_count        = try(each.value.maxReceiveCount, 5)
  retention_seconds        = try(each.value.retentionSeconds, 345600)
  senders = {
    "sns.amazonaws.com" = distinct([for subscription in local.topology.subscriptions :
      local.topic_arns[subscription.topic] if subscription.queue == each.key
    ])
    "s3.amazonaws.com" = [for name, bucket in local.topology.buckets :
      "arn:aws:s3:::${local.bucket_names[name]}" if contains(try(bucket.notifications[*].queue, []), each.key)
    ]
  }
  alarm_actions    = [module.alarms.arn]
  runbook_base_url = var.runbook_base_url
  emulated         = var.emulated
}

module "topic" {
  source   = "../topic"
  for_each = { for name, topic in local.topology.topics : name => topic if try(topic.kind, "events") != "cloudwatch-alarms" }

  name              = "${local.prefix}-${each.key}"
  subscriptions     = local.subscriptions[each.key]
  phone_numbers     = try(each.value.kind, "events") == "plain-text" ? var.operator_phone_numbers : []
  invokes_functions = contains(local.invoking_topics, each.key)
  alarm_actions     = [module.alarms.arn]
  runbook_base_url  = var.runbook_base_url
}

# CloudWatch's own messages. The operator also gets them by e-mail directly, since a notification worker that is down can't
# tell of it. Apart from the other topics, whose own alarms come here.
module "alarms" {
  source = "../topic"

  name              = "${local.prefix}-alarms"
  kms_key_id        = null # CloudWatch can't use an AWS managed key.
  publishers        = { "cloudwatch.amazonaws.com" = ["arn:aws:cloudwatch:${local.region}:${local.account}:alarm:${local.prefix}-*"] }
  subscriptions     = local.subscriptions["alarms"]
  invokes_functions = contains(local.invoking_topics, "alarms")
  email_addresses   = var.operator_email[*]
  alarm_actions     = null # This topic itself.
  runbook_base_url  = var.runbook_base_url
}

# Apart from the topics, which functions need first. moto tries to run a function that a topic invokes, and without Docker
# it fails whoever publishes: it has none.
module "invocation" {
  source   = "../topic/invocation"
  for_each = var.emulated ? {} : local.invocations

  topic           = { name = "${local.prefix}-${each.value.topic}", arn = local.topic_arns[each.value.topic] }
  function_name   = module.function[each.value.service].function_name
  alias           = module.function[each.value.service].live_name
  alias_arn       = module.function[each.value.service].live_arn
  undelivered_arn = merge(module.topic, { alarms = module.alarms })[each.value.topic].undelivered.arn
}

module "schedule" {
  source   = "../schedule"
  for_each = local.topology.schedules

  name         = "${local.prefix}-${each.key}"
  expression   = each.value.expression
  timezone     = each.value.timezone
  function_arn = module.function[each.value.service].live_arn
  # Scheduler looks for its context attributes, <aws.scheduler.…>, as text, which jsonencode would escape.
  input                    = replace(replace(jsonencode(each.value.input), "\\u003c", "<"), "\\u003e", ">")
  permissions_boundary_arn = module.governance.boundary_arn
  alarm_actions            = [module.alarms.arn]
  runbook_base_url         = var.runbook_base_url
}
