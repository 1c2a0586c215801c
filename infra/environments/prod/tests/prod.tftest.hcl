# The whole of production, planned and applied with AWS mocked: what an emulator can't hold is held here.
mock_provider "aws" {
  source = "../../testing/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../testing/mocks"
}

variables {
  operator_email   = "operator@example.com"
  github           = { repository = "example/marketscope", state_bucket = "example-state" }
  google_client_id = "example.apps.googleusercontent.com"
  domain           = { names = ["markets.example.com"], certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012" }
  access = {
    reader_account_ids = ["210987654321"]
    administrator_arns = ["arn:aws:iam::123456789012:role/operators"]
  }
}

run "production_loses_nothing_and_shows_nothing" {
  assert {
    condition = length(output.system.tables) > 0 && alltrue([for safeguards in values(output.system.safeguards.tables) :
      safeguards == { deletion_protection = true, point_in_time_recovery = true, encryption = true }
    ])
    error_message = "A table lacks deletion protection, point-in-time recovery or encryption: ${jsonencode(output.system.safeguards.tables)}"
  }
  assert {
    condition = length(output.system.buckets) > 0 && alltrue([for safeguards in values(output.system.safeguards.buckets) :
      safeguards == { deletion_protection = true, versioning = true, encryption = "AES256", tls_only = true }
    ])
    error_message = "A bucket lacks a safeguard: ${jsonencode(output.system.safeguards.buckets)}"
  }
  assert {
    condition     = alltrue([for days in values(output.system.safeguards.secret_recovery) : days == 30])
    error_message = "A secret that was deleted by mistake is lost."
  }
  assert {
    condition     = length(output.system.safeguards.rotated_secret_days) > 0 && alltrue([for days in values(output.system.safeguards.rotated_secret_days) : days == 30])
    error_message = "Generated secrets don't rotate each 30 days."
  }

  # Functions have 512 MB, or what they need more.
  assert {
    condition     = alltrue([for size in values(output.system.sizes.services) : size.memory_mb >= 512])
    error_message = "A function has less than 512 MB."
  }
  # Only administrators change it by hand, and GitHub's workflows deploy.
  assert {
    condition     = output.system.roles_of_people.administrator != null && output.system.roles_of_people.developer == null
    error_message = "There is no administrator role, or one for developers."
  }
  assert {
    condition     = output.system.roles_of_people.github_deploy != null && output.system.roles_of_people.github_plan != null && output.system.roles_of_people.reader != null
    error_message = "A workflow or the other account has no role."
  }
  assert {
    condition     = output.url == "https://markets.example.com" && output.system.service_environment["notification-worker"]["PUBLIC_URL"] == output.url
    error_message = "The address isn't our own."
  }
  assert {
    condition     = length(output.commands) > 0 && strcontains(output.commands[0], "--env prod")
    error_message = "The outputs don't say what to do next."
  }
}
