variable "name" {
  description = "Name of what the module makes, e.g. marketscope-prod."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,48}$", var.name))
    error_message = "A name has lower-case letters, digits and hyphens, 49 at most: -origin-request must still fit into 64."
  }
}

variable "page_bucket" {
  description = "Bucket of the page: its ARN and regional domain name."
  type        = object({ arn = string, domain_name = string })
}

variable "services" {
  description = "HTTP services by name: the function URL of an alias, and the paths that it answers."
  type = map(object({
    function_url  = string
    function_name = string
    qualifier     = string
    paths         = list(string)
  }))
  validation {
    condition     = alltrue(flatten([for service in values(var.services) : [for path in service.paths : startswith(path, "/")]]))
    error_message = "A path begins with /."
  }
  validation {
    condition     = length(distinct(flatten(values(var.services)[*].paths))) == length(flatten(values(var.services)[*].paths))
    error_message = "Two services answer the same path."
  }
}

variable "domain" {
  description = "Names of our own with the ARN of their certificate (ACM, us-east-1); null for CloudFront's name."
  type        = object({ names = list(string), certificate_arn = string })
  default     = null
  validation {
    condition     = var.domain == null || can(regex("^arn:aws[a-z-]*:acm:us-east-1:", var.domain.certificate_arn))
    error_message = "CloudFront takes certificates of ACM in us-east-1 alone."
  }
}

variable "content_security_policy" {
  description = "Sources that the page may load from, by directive; a laptop serves the page with the same."
  type        = map(string)
  default = {
    "default-src"     = "'self'"
    "base-uri"        = "'none'"
    "form-action"     = "'self'"
    "frame-ancestors" = "'none'"
    "object-src"      = "'none'"
  }
}

variable "upload_address" {
  description = "Where the page sends uploads to, beside its own address, e.g. https://s3.us-east-1.amazonaws.com/bucket/; null for nowhere."
  type        = string
  default     = null
}

variable "permissions_boundary_arn" {
  description = "Boundary of the edge function's role."
  type        = string
}
