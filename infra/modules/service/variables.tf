variable "name" {
  description = "Name of the function, its role and its own log group."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,63}$", var.name))
    error_message = "A function's name has lower-case letters, digits and hyphens, 64 at most."
  }
}

variable "description" {
  description = "What the service does."
  type        = string
}

variable "http" {
  description = "Whether the service answers requests, by a function URL that only IAM opens."
  type        = bool
  default     = false
}

variable "architecture" {
  description = "What the service's native packages are built for."
  type        = string
  default     = "arm64"
  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "Lambda runs arm64 and x86_64."
  }
}

variable "memory_mb" {
  description = "Memory in MB; processor time comes in proportion."
  type        = number
  validation {
    condition     = var.memory_mb >= 128 && var.memory_mb <= 10240
    error_message = "Lambda gives 128 to 10,240 MB."
  }
}

variable "timeout_seconds" {
  description = "Time-out of an invocation in seconds. Its queues' visibility time-outs follow from it."
  type        = number
  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "Lambda gives an invocation 1 to 900 s."
  }
}

variable "reserved_concurrency" {
  description = "Most invocations at once; -1 for no limit of its own."
  type        = number
  default     = -1
  validation {
    condition     = var.reserved_concurrency >= -1
    error_message = "-1, or how many."
  }
}

variable "environment" {
  description = "Environment variables of the function. No secret: a plan shows them."
  type        = map(string)
  validation {
    condition = length(setintersection(keys(var.environment), [
      "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_LAMBDA_FUNCTION_NAME",
      "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME",
      "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API", "AWS_EXECUTION_ENV", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "_HANDLER", "_X_AMZN_TRACE_ID",
    ])) == 0
    error_message = "Lambda reserves AWS_REGION, the AWS_… credentials, AWS_LAMBDA_…, LAMBDA_… and _HANDLER for itself."
  }
  validation {
    condition     = alltrue([for value in values(var.environment) : !can(regex("://[^/@]*:[^/@]+@", value))])
    error_message = "A URL with a password in it is a secret: keep the password in Secrets Manager."
  }
}

variable "policies" {
  description = "What the service may do beside logging and consuming its queues: statements by the name of the inline policy that holds them."
  type = map(list(object({
    sid       = string
    actions   = list(string)
    resources = list(string)
  })))
  default = {}
  validation {
    condition     = alltrue(flatten([for statements in values(var.policies) : [for statement in statements : !contains(statement.resources, "*")]]))
    error_message = "Name the resources: \"*\" would allow the action on everything."
  }
  validation {
    condition     = alltrue(flatten([for statements in values(var.policies) : [for statement in statements : [for action in statement.actions : !strcontains(action, "*")]]]))
    error_message = "Name the actions: a wildcard allows what nobody listed."
  }
}

variable "sources" {
  description = "Queues that invoke the function, by name."
  type = map(object({
    queue_arn            = string
    batch_size           = number
    batch_window_seconds = optional(number, 0)
    maximum_concurrency  = optional(number, 2)
  }))
  default = {}
  validation {
    condition     = alltrue([for source in values(var.sources) : source.batch_size >= 1 && source.batch_size <= 10])
    error_message = "A batch has 1 to 10 messages."
  }
  validation {
    condition     = alltrue([for source in values(var.sources) : source.maximum_concurrency >= 2 && source.maximum_concurrency <= 1000])
    error_message = "A queue's event source runs 2 to 1000 invocations at once."
  }
}

variable "log_group" {
  description = "Log group that the service shares with others; null for one of its own."
  type        = object({ name = string, arn = string })
  default     = null
}

variable "log_retention_days" {
  description = "Days that the service's own log group keeps lines."
  type        = number
  default     = 30
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

variable "emulated" {
  description = "True against an emulator: leaves out the log configuration and maps queues to the function rather than its alias, both of which moto answers otherwise than AWS."
  type        = bool
  default     = false
}
