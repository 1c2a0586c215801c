variable "topology_file" {
  description = "Path of the topology; infra/topology.json unless given."
  type        = string
  default     = null
}

variable "public_url" {
  description = "Where the page is reached; links in messages lead there."
  type        = string
  default     = "http://127.0.0.1:8080"
}

variable "smtp_url" {
  description = "Mail server of the notification worker."
  type        = string
  default     = "smtp://127.0.0.1:2525"
}
