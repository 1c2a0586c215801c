mock_provider "aws" {
  source = "../../testing/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../testing/mocks"
}

variables {
  environment         = "test"
  deletion_protection = false
  settings            = { smtp_url = "smtps://mail.example.com:465" }
  runbook_base_url    = "https://example.com/runbooks"
}

# One run with all that holds of one system: each run makes hundreds of resources.
run "the_topologys_system_is_made_as_it_says" {

  # Everything of the topology is there and named by it.
  assert {
    condition     = output.tables == { for name in keys(local.topology.tables) : name => "marketscope-test-${name}" }
    error_message = "The tables are ${jsonencode(output.tables)}"
  }
  assert {
    condition = (
      keys(output.queues) == keys(local.topology.queues) && keys(output.functions) == keys(local.topology.services)
      && keys(output.topics) == keys(local.topology.topics)
    )
    error_message = "A queue, a topic or a service of the topology is missing."
  }
  assert {
    condition     = length(setsubtract(["knowledge-base", "index", "artifacts", "releases", "web", "audit"], keys(output.buckets))) == 0
    error_message = "A bucket is missing."
  }
  assert {
    condition = length(setsubtract([
      "openai-api-key", "azure-openai-key", "brave-api-key", "smtp-password", "jwt-secret", "link-signing-key", "vapid-keys", "telegram-webhook-secret", "slack-webhook-url",
    ], keys(output.secrets))) == 0 && !contains(keys(output.secrets), "database-password")
    error_message = "A secret is missing, or there is a database's password without a database."
  }

  # A queue hides a message for six of its consumer’s time outs.
  assert {
    condition = output.sizes.visibility_seconds == { for queue in keys(local.topology.queues) : queue => 6 * one([
      for service in values(local.topology.services) : service.timeoutSeconds if contains(try(service.sources[*].queue, []), queue)
    ]) }
    error_message = "Visibility is ${jsonencode(output.sizes.visibility_seconds)}"
  }

  # A subscription filters what the topology says.
  assert {
    condition = alltrue([for subscription in local.topology.subscriptions :
      length(setsubtract(try(subscription.eventTypes, []), output.subscriptions[subscription.topic][subscription.queue])) == 0
    ])
    error_message = "The filters are ${jsonencode(output.subscriptions)}"
  }

  # A topic invokes the functions that the topology says, and no other.
  assert {
    condition = toset(keys(output.invocations)) == toset(flatten([for name, service in local.topology.services : [
      for topic in try(service.invokedBy, []) : "${topic} ${name}"
    ]]))
    error_message = "Topics invoke ${jsonencode(output.invocations)}"
  }

  # Roles fit into IAM’s limit and name what they reach.
  assert {
    condition     = alltrue([for policies in values(output.policies) : sum([for policy in values(policies) : length(policy)]) < 10240])
    error_message = "A role's inline policies are longer than IAM takes."
  }
  assert {
    condition     = !anytrue(flatten([for policies in values(output.policies) : [for policy in values(policies) : strcontains(policy, "\"*\"")]]))
    error_message = "A role may do something to everything."
  }

  # Only what is granted is told.
  assert {
    condition     = !contains(keys(output.service_environment["notification-worker"]), "TABLE_SESSIONS") && !contains(keys(output.service_environment["notification-worker"]), "SECRET_JWT_SECRET")
    error_message = "The notification worker is told where sessions or keys are."
  }
  assert {
    condition     = output.service_environment["notification-worker"]["PUBLIC_URL"] == output.public_url && !contains(keys(output.service_environment["chat-api"]), "SMTP_URL")
    error_message = "A service misses a setting, or has another's."
  }

  # Operators are told of alarms where somebody is named.
  assert {
    condition     = length(setintersection(["OPERATOR_EMAILS", "OPERATOR_SMS"], keys(output.service_environment["notification-worker"]))) == 0
    error_message = "The notification worker is told of operators that nobody named."
  }
  assert {
    condition     = endswith(output.service_environment["chat-api"]["UPLOAD_ROLE_ARN"], ":role/marketscope-test-upload") # As the governance module names it.
    error_message = "The role that signs uploads is not the one that was made for it."
  }
  assert {
    condition     = output.subscriptions["alarms"] == { notifications = [] }
    error_message = "The notification worker does not get every alarm."
  }

  # An alarm for each thing that goes wrong.
  assert {
    condition = length(setsubtract(concat(
      ["marketscope-test-api-latency", "marketscope-test-cache-hit-rate", "marketscope-test-error-rate", "marketscope-test-update-missed"],
      [for queue in keys(local.topology.queues) : "marketscope-test-${queue}-dlq-not-empty"],
      [for queue in keys(local.topology.queues) : "marketscope-test-${queue}-oldest-message"],
      [for service in keys(local.topology.services) : "marketscope-test-${service}-lambda-errors"],
      [for schedule in keys(local.topology.schedules) : "marketscope-test-${schedule}-schedule-dlq-not-empty"],
      [for topic in distinct(local.topology.subscriptions[*].topic) : "marketscope-test-${topic}-undelivered-not-empty"],
    ), output.alarms)) == 0
    error_message = "The alarms are ${jsonencode(output.alarms)}"
  }
}

run "environments_differ_in_memory_time_outs_and_whether_they_have_a_database" {
  variables {
    memory_mb              = 512
    database_password      = true
    service_overrides      = { "notification-worker" = { timeout_seconds = 40 } }
    operator_emails        = ["ada@example.com", "eve@example.com"]
    operator_phone_numbers = ["+12065550100"]
  }
  assert {
    condition = (
      output.service_environment["notification-worker"]["OPERATOR_EMAILS"] == "ada@example.com,eve@example.com"
      && output.service_environment["notification-worker"]["OPERATOR_SMS"] == "on"
    )
    error_message = "Operators are not told of alarms."
  }
  assert {
    condition     = output.sizes.services["notification-worker"].memory_mb == 512 && output.sizes.services["chat-api"].memory_mb == 1536
    error_message = "A service has less than it needs, or than the environment gives."
  }
  assert {
    condition     = output.sizes.visibility_seconds["deliveries"] == 240
    error_message = "The queue's visibility doesn't follow its consumer's time-out."
  }

  # Generated secrets rotate each 30 days.
  assert {
    condition = output.safeguards.rotated_secret_days == merge({ "database-password" = 30 }, {
      for name, secret in local.topology.secrets : name => 30 if secret.origin == "generated"
    })
    error_message = "Secrets rotate: ${jsonencode(output.safeguards.rotated_secret_days)}"
  }
  assert {
    condition     = strcontains(output.policies["secret-rotator"]["use-secrets"], "SecretDatabasePassword")
    error_message = "Nobody may rotate the database's password."
  }
}

run "the_language_model_is_told_to_whoever_asks_it" {
  variables {
    language_model = { azure = { endpoint = "https://us.openai.azure.com", deployment = "our-gpt", api_version = "2024-10-21" } }
    embeddings     = { by = "azure", deployment = "our-embeddings", dimensions = 1024 }
  }
  assert {
    condition = (
      output.service_environment["chat-api"]["AZURE_OPENAI_ENDPOINT"] == "https://us.openai.azure.com"
      && output.service_environment["chat-api"]["AZURE_OPENAI_DEPLOYMENT"] == "our-gpt"
      && output.service_environment["chat-api"]["AZURE_OPENAI_API_VERSION"] == "2024-10-21"
      && !contains(keys(output.service_environment["chat-api"]), "OPENAI_MODEL")
      && !contains(keys(output.service_environment["notification-worker"]), "AZURE_OPENAI_ENDPOINT")
    )
    error_message = "chat-api does not know the model, or others do: ${jsonencode(output.service_environment)}"
  }
  # Who writes the index and who reads it embed alike.
  assert {
    condition = alltrue([for service in ["chat-api", "rag-indexer"] : (
      output.service_environment[service]["EMBEDDINGS"] == "azure"
      && output.service_environment[service]["AZURE_OPENAI_EMBEDDING_DEPLOYMENT"] == "our-embeddings"
      && output.service_environment[service]["AZURE_OPENAI_ENDPOINT"] == "https://us.openai.azure.com"
      && output.service_environment[service]["EMBEDDING_DIMENSIONS"] == "1024"
    )])
    error_message = "The services embed differently: ${jsonencode(output.service_environment)}"
  }
}

run "embeddings_by_azure_need_a_deployment" {
  command = plan
  variables {
    embeddings = { by = "azure" }
  }
  expect_failures = [var.embeddings]
}

run "alerts_are_spread_alike_for_all_who_reach_them" {
  variables {
    settings = { smtp_url = "smtps://smtp.example.com:465", alert_shards = 8 }
  }
  assert {
    condition = (
      output.service_environment["chat-api"]["ALERT_SHARDS"] == "8"
      && output.service_environment["stock-updater"]["ALERT_SHARDS"] == "8"
    )
    error_message = "Services disagree on the shards of alerts: ${jsonencode(output.service_environment)}"
  }
}

run "another_topology_is_another_system" {
  variables {
    topology_file = "tests/other-topology.json"
  }
  assert {
    condition     = output.subscriptions == { events = { work = ["thing.ended.v1"] }, alarms = { work = [] } }
    error_message = "The filters are ${jsonencode(output.subscriptions)}"
  }
  assert {
    condition     = output.tables == { things = "other-test-things" } && output.sizes.visibility_seconds == { work = 60 }
    error_message = "The tables are ${jsonencode(output.tables)}, visibility is ${jsonencode(output.sizes.visibility_seconds)}"
  }
  # One table with an index, one topic, one queue to send to, one bucket with actions on it and on its objects.
  assert {
    condition = { for name, policy in output.policies["worker"] : name => [
      for statement in jsondecode(policy).Statement : "${statement.Sid}: ${join(" ", flatten([statement.Action]))} ${join(" ", flatten([statement.Resource]))}"
      ] if !contains(["write-logs", "consume-queues"], name) } == {
      "use-tables" = [
        "TableThings: dynamodb:GetItem dynamodb:PutItem arn:aws:dynamodb:us-east-1:123456789012:table/mocked",
        "IndexThingsByOwner: dynamodb:Query arn:aws:dynamodb:us-east-1:123456789012:table/mocked/index/by-owner",
      ]
      "publish-events" = ["TopicEvents: sns:Publish arn:aws:sns:us-east-1:123456789012:mocked"]
      "send-messages"  = ["QueueWork: sqs:SendMessage arn:aws:sqs:us-east-1:123456789012:mocked"]
      "use-buckets" = [
        "BucketFiles: s3:ListBucket arn:aws:s3:::other-test-files-123456789012",
        "ObjectsFiles: s3:GetObject arn:aws:s3:::other-test-files-123456789012/*",
      ]
      "use-secrets"     = ["SecretKey: secretsmanager:GetSecretValue arn:aws:secretsmanager:us-east-1:123456789012:secret:mocked-AbCdEf"]
      "read-parameters" = ["ParameterFeedKeyId: ssm:GetParameter arn:aws:ssm:us-east-1:123456789012:parameter/mocked"]
    }
    error_message = "The worker may: ${jsonencode(output.policies["worker"])}"
  }
  assert {
    condition = output.service_environment["worker"] == {
      TABLE_THINGS          = "other-test-things"
      QUEUE_URL_WORK        = "https://sqs.us-east-1.amazonaws.com/123456789012/mocked"
      TOPIC_ARN_EVENTS      = "arn:aws:sns:us-east-1:123456789012:mocked"
      BUCKET_FILES          = "other-test-files-123456789012"
      PARAMETER_FEED_KEY_ID = "/other/test/feed/key-id"
      SECRET_KEY            = "arn:aws:secretsmanager:us-east-1:123456789012:secret:mocked-AbCdEf"
      LOG_LEVEL             = "info"
      PUBLIC_URL            = "https://d111111abcdef8.cloudfront.net"
      OWN_SETTING           = "same everywhere"
    }
    error_message = "The worker is told ${jsonencode(output.service_environment["worker"])}"
  }
  assert {
    condition     = output.schedules == { nightly = "{\"due\":\"<aws.scheduler.scheduled-time>\"}" }
    error_message = "Scheduler would not find when it was due in ${jsonencode(output.schedules)}"
  }
}

run "a_password_in_the_mail_servers_address_is_refused" {
  command = plan
  variables {
    settings = { smtp_url = "smtps://user:password@mail.example.com" }
  }
  expect_failures = [var.settings]
}

run "operators_who_cannot_be_reached_are_refused" {
  command = plan
  variables {
    operator_emails        = ["ada@example.com,eve@example.com"]
    operator_phone_numbers = ["206 555 0100"]
  }
  expect_failures = [var.operator_emails, var.operator_phone_numbers]
}

run "an_unknown_source_of_prices_is_refused" {
  command = plan
  variables {
    settings = { smtp_url = "smtps://mail.example.com", market_data = "auto" }
  }
  expect_failures = [var.settings]
}
