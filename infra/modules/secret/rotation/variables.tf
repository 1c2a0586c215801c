variable "secret_arn" {
  description = "ARN of the secret."
  type        = string
}

variable "function_name" {
  description = "Function that rotates it."
  type        = string
}

variable "alias" {
  description = "Alias of the function that is invoked."
  type        = string
}

variable "alias_arn" {
  description = "ARN of that alias."
  type        = string
}

variable "days" {
  description = "Days between two rotations."
  type        = number
  default     = 30
  validation {
    condition     = var.days >= 1 && var.days <= 30
    error_message = "Generated secrets rotate each 30 days or oftener."
  }
}
