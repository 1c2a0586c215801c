variable "name" {
  description = "Name of the table."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,254}$", var.name))
    error_message = "A table's name has 3 to 255 lower-case letters, digits and hyphens."
  }
}

variable "partition_key" {
  description = "Partition key; type is S (string) or N (number)."
  type        = object({ name = string, type = optional(string, "S") })
  validation {
    condition     = contains(["S", "N"], var.partition_key.type)
    error_message = "A key's type is S or N."
  }
}

variable "sort_key" {
  description = "Sort key, or null."
  type        = object({ name = string, type = optional(string, "S") })
  default     = null
  validation {
    condition     = var.sort_key == null || contains(["S", "N"], try(var.sort_key.type, "S"))
    error_message = "A key's type is S or N."
  }
}

variable "ttl_attribute" {
  description = "Attribute that holds the second (epoch) at which an item ends, or null."
  type        = string
  default     = null
}

variable "indexes" {
  description = "Global secondary indexes by name; projection_type is ALL, KEYS_ONLY or INCLUDE with non_key_attributes."
  type = map(object({
    partition_key      = object({ name = string, type = optional(string, "S") })
    sort_key           = optional(object({ name = string, type = optional(string, "S") }))
    projection_type    = optional(string, "ALL")
    non_key_attributes = optional(list(string))
  }))
  default = {}
  validation {
    condition = alltrue([for index in values(var.indexes) :
      contains(["ALL", "KEYS_ONLY", "INCLUDE"], index.projection_type)
      && (index.projection_type == "INCLUDE") == (index.non_key_attributes != null)
    ])
    error_message = "An index projects ALL, KEYS_ONLY, or INCLUDE and then names its non_key_attributes."
  }
}

variable "point_in_time_recovery" {
  description = "Whether the table can be restored to any second of the last 35 days."
  type        = bool
  default     = true
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the table."
  type        = bool
}
