variable "name" {
  description = "Beginning of the names of all that the environment has, e.g. marketscope-prod."
  type        = string
}

variable "region" {
  description = "Region of the environment."
  type        = string
}

variable "parameter_prefix" {
  description = "Beginning of the environment's SSM parameters and shared log groups, e.g. /marketscope/prod."
  type        = string
}

variable "trail_bucket" {
  description = "Name of the bucket that CloudTrail writes to; its policy must let it already."
  type        = string
}

variable "knowledge_base_bucket_arn" {
  description = "Bucket of documents, to whose prefix users/<user>/ people upload."
  type        = string
}

variable "upload_service_role_arns" {
  description = "Roles of services that take the upload role for one user."
  type        = list(string)
  validation {
    condition     = length(var.upload_service_role_arns) > 0 && alltrue([for arn in var.upload_service_role_arns : !strcontains(arn, "*")])
    error_message = "Name at least one role, and no wildcard."
  }
}

variable "google_client_id" {
  description = "Client id of Google sign-in, whose ID tokens take the upload role; null for none."
  type        = string
  default     = null
  validation {
    condition     = var.google_client_id == null || can(regex("\\.apps\\.googleusercontent\\.com$", var.google_client_id))
    error_message = "Google's client ids end with .apps.googleusercontent.com."
  }
}

variable "reader_account_ids" {
  description = "Accounts whose people may read logs, metrics and alarms; none makes no role."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for id in var.reader_account_ids : can(regex("^\\d{12}$", id))])
    error_message = "An account's id has 12 digits."
  }
}

variable "developer_arns" {
  description = "Who may take the developer role; none makes no role."
  type        = list(string)
  default     = []
}

variable "administrator_arns" {
  description = "Who may take the administrator role, with a second factor; none makes no role."
  type        = list(string)
  default     = []
}

variable "monthly_budget_usd" {
  description = "Dollars a month above which the operator is told: at 80 % spent and at 100 % forecast."
  type        = number
  validation {
    condition     = var.monthly_budget_usd > 0
    error_message = "More than 0."
  }
}

variable "operator_email" {
  description = "Who is told of the budget; null for nobody."
  type        = string
  default     = null
}

variable "emulated" {
  description = "True against an emulator: leaves out the budget and the trail."
  type        = bool
  default     = false
}
