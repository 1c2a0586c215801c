variable "name" {
  description = "Name of the topic."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,67}$", var.name))
    error_message = "A topic's name has lower-case letters, digits and hyphens, 68 at most: -undelivered must still fit into SQS's 80."
  }
}

variable "subscriptions" {
  description = "Queues that get the topic's events of the listed types, by a name for each; event_types null for everything, of a topic whose messages have no type."
  type = map(object({
    queue_arn   = string
    event_types = optional(list(string))
  }))
  default = {}
  validation {
    condition     = alltrue([for subscription in values(var.subscriptions) : try(length(subscription.event_types) > 0, subscription.event_types == null)])
    error_message = "A subscription lists at least one event type, or null for everything."
  }
}

variable "invokes_functions" {
  description = "Whether the topic also invokes functions, by the module `invocation`: what can't be delivered to them is kept as well."
  type        = bool
  default     = false
}

variable "email_addresses" {
  description = "People who get each message by e-mail; AWS asks them to confirm."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for address in var.email_addresses : can(regex("^[^@\\s]+@[^@\\s]+$", address))])
    error_message = "An e-mail address has one @ and no blank."
  }
}

variable "phone_numbers" {
  description = "People who get each message by SMS, by their numbers in E.164 form."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for number in var.phone_numbers : can(regex("^\\+[1-9]\\d{6,14}$", number))])
    error_message = "A phone number is + and 7 to 15 digits, the country's code first."
  }
}

variable "publishers" {
  description = "AWS services that may publish, each with the patterns of ARNs it may publish for. Our own services publish by their roles."
  type        = map(list(string))
  default     = {}
}

variable "kms_key_id" {
  description = "Key that encrypts stored messages; null for none: CloudWatch can't publish to a topic under an AWS managed key."
  type        = string
  default     = "alias/aws/sns"
}

variable "alarm_actions" {
  description = "ARNs that are told when an alarm goes off and when it is over; null for the topic itself, which is then one of alarms."
  type        = list(string)
  default     = []
}

variable "runbook_base_url" {
  description = "Where the runbooks are; each alarm's description links its page."
  type        = string
}
