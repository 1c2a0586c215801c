terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
      # Lambda@Edge functions exist in us-east-1 alone.
      configuration_aliases = [aws.us_east_1]
    }
  }
}
