variable "name" {
  description = "Name of the bucket, unique among all of AWS."
  type        = string
  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits and hyphens."
  }
}

variable "deletion_protection" {
  description = "Whether Terraform refuses to delete the bucket while it holds objects."
  type        = bool
}

variable "archive_prefixes" {
  description = "Prefixes whose living objects too go to Glacier Instant Retrieval and then away, e.g. screens/."
  type        = list(string)
  default     = []
}

variable "archive_after_days" {
  description = "Days after which superseded versions and archives go to Glacier Instant Retrieval."
  type        = number
  default     = 90
  validation {
    condition     = var.archive_after_days >= 1
    error_message = "At least one day."
  }
}

variable "expire_after_days" {
  description = "Days after which superseded versions and archives are deleted."
  type        = number
  default     = 365
  validation {
    condition     = var.expire_after_days >= var.archive_after_days + 90
    error_message = "Glacier Instant Retrieval bills 90 days at least: expire 90 days or more after archiving."
  }
}

variable "policy_statements" {
  description = "Statements (JSON, one each) that the policy has beside the TLS-only one."
  type        = list(string)
  default     = []
}

variable "upload_origins" {
  description = "Origins of pages that may upload to the bucket by signed requests."
  type        = list(string)
  default     = []
}

variable "notifications" {
  description = "Queues that are told of object events (ObjectCreated, ObjectRemoved) for keys under a prefix, by a name for each."
  type = map(object({
    queue_arn = string
    events    = list(string)
    prefix    = optional(string, "")
  }))
  default = {}
  validation {
    condition = alltrue(flatten([for notification in values(var.notifications) : [
      for event in notification.events : contains(["ObjectCreated", "ObjectRemoved"], event)
    ]]))
    error_message = "Object events are ObjectCreated and ObjectRemoved."
  }
}

variable "emulated" {
  description = "True against an emulator: leaves out the bucket policy, whose conditions moto ignores."
  type        = bool
  default     = false
}
