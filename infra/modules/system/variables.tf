variable "environment" {
  description = "Name of the environment; everything's name begins with <project>-<environment>."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,9}$", var.environment))
    error_message = "An environment's name has 2 to 10 lower-case letters and digits."
  }
}

variable "topology_file" {
  description = "Path of the topology; infra/topology.json unless given."
  type        = string
  default     = null
}

variable "deletion_protection" {
  description = "Whether tables, buckets with objects, and secrets outlive a mistaken destroy. On in prod."
  type        = bool
}

variable "memory_mb" {
  description = "Memory in MB of a function for which the topology doesn't ask for more."
  type        = number
  default     = 256
  validation {
    condition     = var.memory_mb >= 128 && var.memory_mb <= 10240
    error_message = "Lambda gives 128 to 10,240 MB."
  }
}

variable "service_overrides" {
  description = "What a service has otherwise in this environment than the topology says. A queue's visibility follows its consumer's time-out."
  type = map(object({
    memory_mb            = optional(number)
    timeout_seconds      = optional(number)
    reserved_concurrency = optional(number)
  }))
  default = {}
}

variable "settings" {
  description = "Settings of services: a service gets those that the topology says it takes; null leaves one out. alert_shards spreads each key of the alerts' indexes, one of which takes 1,000 writes a second: it may grow, never shrink. public_url is CloudFront's address unless given. smtp_url holds no password: that is the secret smtp-password. curator_emails are the accounts that keep the shared folders of documents; objects_url is where browsers reach the buckets, S3's own address unless given."
  type = object({
    alert_shards    = optional(number, 1)
    curator_emails  = optional(list(string), [])
    log_level       = optional(string, "info")
    mail_from       = optional(string, "MarketScope <no-reply@example.com>")
    market_data     = optional(string, "yahoo")
    objects_url     = optional(string)
    public_url      = optional(string)
    smtp_url        = string
    trusted_proxies = optional(number, 1)
  })
  validation {
    condition     = var.settings.alert_shards >= 1 && var.settings.alert_shards <= 64 && floor(var.settings.alert_shards) == var.settings.alert_shards
    error_message = "alert_shards is a whole number from 1 to 64."
  }
  validation {
    condition     = contains(["yahoo", "alpaca", "replay"], var.settings.market_data)
    error_message = "market_data is yahoo, alpaca or replay."
  }
  validation {
    condition     = contains(["trace", "debug", "info", "warn", "error"], var.settings.log_level)
    error_message = "log_level is trace, debug, info, warn or error."
  }
  validation {
    condition     = can(regex("^smtps?://([^:@/]+@)?[^:@/]+(:\\d+)?$", var.settings.smtp_url))
    error_message = "smtp_url is smtp://[user@]host[:port] or smtps://…, without a password."
  }
  validation {
    condition     = var.settings.public_url == null || can(regex("^https?://[^/]+$", var.settings.public_url))
    error_message = "public_url is https://host, without a path."
  }
}

variable "alpaca" {
  description = "What is subscribed to of Alpaca, once its keys are set (parameters alpaca/key-id and alpaca/secret-key): the feed of quotes, iex (free) or sip; the calls a minute; the trading API that lists its assets, https://api.alpaca.markets for a live account's keys. Without keys Alpaca is not asked."
  type = object({
    feed                = optional(string)
    requests_per_minute = optional(number)
    trading_url         = optional(string)
  })
  default = {}
  validation {
    condition     = var.alpaca.feed == null || contains(["iex", "sip"], coalesce(var.alpaca.feed, "iex"))
    error_message = "alpaca.feed is iex or sip."
  }
}

variable "language_model" {
  description = "What answers questions once its key is set (secret openai-api-key, or azure-openai-key): OpenAI's model of that name; any server compatible with OpenAI, by its address; or a deployment of Azure OpenAI. Without a key and an address, the built-in analyst answers."
  type = object({
    model    = optional(string)
    base_url = optional(string)
    azure    = optional(object({ endpoint = string, deployment = string, api_version = string }))
  })
  default = {}
  validation {
    condition     = var.language_model.base_url == null || can(regex("^https?://", var.language_model.base_url))
    error_message = "base_url is the address of a server."
  }
  validation {
    condition     = try(var.language_model.azure.endpoint, null) == null || can(regex("^https://", var.language_model.azure.endpoint))
    error_message = "The endpoint is that of the Azure resource, https://<resource>.openai.azure.com."
  }
}

variable "embeddings" {
  description = "What makes the vectors by which documents are found beside words: none (words alone); openai, or a server compatible with it at base_url, or else at language_model.base_url, with the secret openai-api-key; or azure, a deployment of an embedding model at language_model.azure, with azure-openai-key. Dimensions where the model makes other vectors than of 1,536 numbers. After a change: npm run reindex."
  type = object({
    by         = optional(string, "none")
    model      = optional(string)
    base_url   = optional(string)
    deployment = optional(string)
    dimensions = optional(number)
  })
  default = {}
  validation {
    condition     = contains(["none", "openai", "azure"], var.embeddings.by)
    error_message = "embeddings.by is none, openai or azure."
  }
  validation {
    condition     = var.embeddings.by != "azure" || (var.embeddings.deployment != null && var.language_model.azure != null)
    error_message = "Embeddings by azure need embeddings.deployment, and the resource in language_model.azure."
  }
}

variable "operator_email" {
  description = "Who gets alarms, as CloudWatch writes them, and budget warnings from AWS itself by e-mail; null for nobody."
  type        = string
  default     = null
}

variable "operator_emails" {
  description = "Who gets alarms by e-mail in readable words, from the notification worker."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for address in var.operator_emails : can(regex("^[^@,\\s]+@[^@,\\s]+$", address))])
    error_message = "An e-mail address has one @, and neither a blank nor a comma."
  }
}

variable "operator_phone_numbers" {
  description = "Who gets alarms by SMS, by their numbers in E.164 form, e.g. +12065550100."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for number in var.operator_phone_numbers : can(regex("^\\+[1-9]\\d{6,14}$", number))])
    error_message = "A phone number is + and 7 to 15 digits, the country's code first."
  }
}

variable "runbook_base_url" {
  description = "Where docs/runbooks can be read; each alarm's description links its page."
  type        = string
  validation {
    condition     = can(regex("^https?://.*[^/]$", var.runbook_base_url))
    error_message = "An address without a slash at its end."
  }
}

variable "monthly_budget_usd" {
  description = "Dollars a month above which the operator is told."
  type        = number
  default     = 50
}

variable "domain" {
  description = "Names of our own with the ARN of their certificate (ACM, us-east-1); null for CloudFront's name."
  type        = object({ names = list(string), certificate_arn = string })
  default     = null
}

variable "access" {
  description = "Who may take the roles of people: accounts that read logs and metrics, ARNs of developers and of administrators. A role without anybody isn't made."
  type = object({
    reader_account_ids = optional(list(string), [])
    developer_arns     = optional(list(string), [])
    administrator_arns = optional(list(string), [])
  })
  default = {}
}

variable "google_client_id" {
  description = "Client id of Google sign-in, whose ID tokens may upload to their user's prefix; null for none."
  type        = string
  default     = null
}

variable "github" {
  description = "Repository (owner/name) whose workflows plan and deploy, the bucket of the state, and whether this environment makes the account's identity provider; null for no such roles."
  type = object({
    repository      = string
    state_bucket    = string
    create_provider = optional(bool, true)
  })
  default = null
}

variable "database_password" {
  description = "Whether there is a database whose password is kept and rotated."
  type        = bool
  default     = false
}

variable "emulated" {
  description = "True against an emulator: leaves out what moto 5.2 lacks. Each such place says what."
  type        = bool
  default     = false
}
