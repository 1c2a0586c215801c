variable "name" {
  description = "Name of the schedule."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,54}$", var.name))
    error_message = "A schedule's name has lower-case letters, digits and hyphens, 55 at most: its role's must fit into 64."
  }
}

variable "expression" {
  description = "cron(minutes hours day-of-month month day-of-week year)"
  type        = string
  validation {
    condition     = can(regex("^cron\\(\\S+ \\S+ \\S+ \\S+ \\S+ \\S+\\)$", var.expression))
    error_message = "An expression is cron(…) with six fields."
  }
}

variable "timezone" {
  description = "Time zone in which the expression is read."
  type        = string
  default     = "America/New_York"
}

variable "function_arn" {
  description = "Function, or alias of one, that is invoked."
  type        = string
}

variable "input" {
  description = "Event that the function gets, as JSON."
  type        = string
  validation {
    condition     = can(jsondecode(var.input))
    error_message = "The event is JSON."
  }
}

variable "maximum_retry_attempts" {
  description = "Times that Scheduler tries again to start the function."
  type        = number
  default     = 10
  validation {
    condition     = var.maximum_retry_attempts >= 0 && var.maximum_retry_attempts <= 185
    error_message = "Scheduler tries again 0 to 185 times."
  }
}

variable "maximum_event_age_seconds" {
  description = "Seconds after which Scheduler gives up; a start that is later than this is of no use."
  type        = number
  default     = 3600
  validation {
    condition     = var.maximum_event_age_seconds >= 60 && var.maximum_event_age_seconds <= 86400
    error_message = "Scheduler keeps an event for 60 s to 24 h."
  }
}

variable "permissions_boundary_arn" {
  description = "Boundary of the role's permissions."
  type        = string
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
