variable "topic" {
  description = "Name and ARN of the topic."
  type        = object({ name = string, arn = string })
}

variable "function_name" {
  description = "Name of the function."
  type        = string
}

variable "alias" {
  description = "Name of the alias that is invoked."
  type        = string
}

variable "alias_arn" {
  description = "ARN of the alias."
  type        = string
}

variable "undelivered_arn" {
  description = "ARN of the queue that keeps what could not be delivered."
  type        = string
}
