variable "name" {
  description = "Name of the secret."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,200}$", var.name))
    error_message = "A secret's name has lower-case letters, digits and hyphens."
  }
}

variable "description" {
  description = "What the secret holds."
  type        = string
}

variable "deletion_protection" {
  description = "Whether a deleted secret can be restored for 30 days. Without it, the name is free at once."
  type        = bool
}
