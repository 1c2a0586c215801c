variable "region" {
  description = "Region of the environment."
  type        = string
  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-\\d$", var.region))
    error_message = "A region such as us-east-1."
  }
}

variable "market_data" {
  description = "Which provider of live prices is asked first: yahoo or alpaca; replay for recorded prices."
  type        = string
  default     = "yahoo"
}

variable "curator_emails" {
  description = "E-mail addresses of the accounts that keep the shared folders of documents."
  type        = list(string)
  default     = []
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
}

variable "operator_email" {
  description = "Who gets alarms, as CloudWatch writes them, and budget warnings from AWS itself by e-mail; AWS asks to confirm the address."
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

variable "smtp_url" {
  description = "Mail server: smtp://[user@]host[:port] or smtps://…, without the password."
  type        = string
}

variable "mail_from" {
  description = "Sender of mails, e.g. MarketScope <no-reply@example.com>."
  type        = string
}

variable "runbook_base_url" {
  description = "Where docs/runbooks can be read; each alarm's description links its page."
  type        = string
}

variable "domain" {
  description = "Names of our own with the ARN of their certificate (ACM, us-east-1); null for CloudFront's name."
  type        = object({ names = list(string), certificate_arn = string })
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

variable "access" {
  description = "Who may take the roles of people: ids of accounts that read logs and metrics, ARNs of developers and of administrators."
  type = object({
    reader_account_ids = optional(list(string), [])
    developer_arns     = optional(list(string), [])
    administrator_arns = optional(list(string), [])
  })
  default = {}
}

variable "google_client_id" {
  description = "Client id of Google sign-in; null for none."
  type        = string
  default     = null
}
