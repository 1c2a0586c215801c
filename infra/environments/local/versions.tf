terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
  # Here unless terraform init is told of another path by -backend-config.
  backend "local" {}
}

# Any AWS-compatible endpoint, which the provider finds by AWS_ENDPOINT_URL itself.
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "local"
  secret_key                  = "local"
  skip_credentials_validation = true
  skip_metadata_api_check     = "true"
  s3_use_path_style           = true
  # With the provider's default each call that an emulator lacks is tried again for minutes.
  max_retries = 1
}

provider "aws" {
  alias                       = "us_east_1"
  region                      = "us-east-1"
  access_key                  = "local"
  secret_key                  = "local"
  skip_credentials_validation = true
  skip_metadata_api_check     = "true"
  s3_use_path_style           = true
  max_retries                 = 1
}
