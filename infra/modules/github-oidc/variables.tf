variable "name" {
  description = "Beginning of the roles' names and of what they may touch, e.g. marketscope-prod."
  type        = string
}

variable "environment" {
  description = "Environment that the roles belong to. GitHub's environment of the same name deploys; <environment>-plan plans."
  type        = string
}

variable "repository" {
  description = "Repository on GitHub, owner/name."
  type        = string
  validation {
    condition     = can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.repository))
    error_message = "A repository is owner/name: a wildcard would let others in."
  }
}

variable "create_provider" {
  description = "Whether to make the account's identity provider for GitHub; false where another environment in the account has made it."
  type        = bool
  default     = true
}

variable "region" {
  description = "Region of the environment."
  type        = string
}

variable "state_object_arn" {
  description = "Object of S3 that holds the environment's state, which a plan reads."
  type        = string
  validation {
    condition     = can(regex("^arn:aws[a-z-]*:s3:::[^/*]+/.+$", var.state_object_arn))
    error_message = "arn:aws:s3:::<bucket>/<key>"
  }
}

variable "releases_bucket_arn" {
  description = "Bucket of the services' releases."
  type        = string
}

variable "web_bucket_arn" {
  description = "Bucket of the page."
  type        = string
}

variable "function_arns" {
  description = "Functions that are deployed."
  type        = list(string)
}

variable "distribution_arns" {
  description = "CloudFront distribution of the page, in a list; empty where there is none."
  type        = list(string)
  default     = []
}

variable "parameter_prefix" {
  description = "Beginning of the environment's SSM parameters, e.g. /marketscope/prod."
  type        = string
}
