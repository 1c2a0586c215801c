variable "name" {
  description = "Name of the dashboard and beginning of the alarms' names, e.g. marketscope-prod."
  type        = string
}

variable "log_prefix" {
  description = "Beginning of the shared log groups' names, e.g. /marketscope/prod."
  type        = string
  validation {
    condition     = startswith(var.log_prefix, "/") && !endswith(var.log_prefix, "/")
    error_message = "The prefix begins with / and does not end with it."
  }
}

variable "region" {
  description = "Region of the dashboard's metrics."
  type        = string
}

variable "functions" {
  description = "Names of the services' functions, by service."
  type        = map(string)
}

variable "queues" {
  description = "Names of the queues, by their names in the topology."
  type        = map(string)
}

variable "dead_letter_queues" {
  description = "Names of the dead-letter queues, by what they belong to."
  type        = map(string)
}

variable "own_log_groups" {
  description = "Log groups of services that do not share one, by service."
  type        = map(string)
  default     = {}
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

variable "permissions_boundary_arn" {
  description = "Boundary of the permissions of the role that copies errors."
  type        = string
}

variable "emulated" {
  description = "True against an emulator: leaves out saved queries, which moto lacks."
  type        = bool
  default     = false
}
