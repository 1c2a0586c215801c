variable "name" {
  description = "Name of the queue; its dead-letter queue is called <name>-dlq."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,75}$", var.name))
    error_message = "A queue's name has lower-case letters, digits and hyphens, 76 at most: -dlq must still fit into SQS's 80."
  }
}

variable "consumer_timeout_seconds" {
  description = "Time-out of the function that consumes the queue, in seconds. The visibility time-out is six times that."
  type        = number
  validation {
    condition     = var.consumer_timeout_seconds >= 1 && var.consumer_timeout_seconds <= 900
    error_message = "A Lambda function's time-out is between 1 and 900 s."
  }
}

variable "max_receive_count" {
  description = "Receives before a message goes to the dead-letter queue."
  type        = number
  default     = 5
  validation {
    condition     = var.max_receive_count >= 1 && var.max_receive_count <= 1000
    error_message = "SQS allows 1 to 1000 receives."
  }
}

variable "retention_seconds" {
  description = "How long a message is kept, in seconds. The dead-letter queue keeps them for 14 days."
  type        = number
  default     = 345600
  validation {
    condition     = var.retention_seconds >= 60 && var.retention_seconds <= 1209600
    error_message = "SQS keeps messages for 60 s to 14 days."
  }
}

variable "senders" {
  description = "AWS services that may send to the queue, each with the ARNs it may send for, e.g. { \"sns.amazonaws.com\" = [topic] }. Our own services send by their roles."
  type        = map(list(string))
  default     = {}
  validation {
    condition     = alltrue([for service in keys(var.senders) : endswith(service, ".amazonaws.com")])
    error_message = "A sender is a service principal such as sns.amazonaws.com."
  }
}

variable "oldest_message_seconds" {
  description = "Age of the oldest message, in seconds, above which the alarm goes off."
  type        = number
  default     = 900
  validation {
    condition     = var.oldest_message_seconds >= 60
    error_message = "Ages are measured each minute."
  }
}

variable "alarm_actions" {
  description = "ARNs that are told when an alarm goes off and when it is over."
  type        = list(string)
  default     = []
}

variable "runbook_base_url" {
  description = "Where the runbooks are; each alarm's description links its page."
  type        = string
}

variable "emulated" {
  description = "True against an emulator: leaves out the redrive allow policy, which moto lacks."
  type        = bool
  default     = false
}
