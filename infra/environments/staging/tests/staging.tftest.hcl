mock_provider "aws" {
  source = "../../testing/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../testing/mocks"
}

run "a_rehearsal_of_production_for_developers" {
  command = plan
  assert {
    condition     = alltrue([for size in values(output.system.sizes.services) : size.memory_mb >= 512]) && output.system.sizes.services["notification-worker"].memory_mb == 512
    error_message = "Functions don't have 512 MB."
  }
  assert {
    condition = alltrue([for safeguards in values(output.system.safeguards.tables) :
      safeguards == { deletion_protection = false, point_in_time_recovery = true, encryption = true }
    ])
    error_message = "Tables can't be destroyed, or are not restorable or encrypted."
  }
  assert {
    condition     = alltrue([for days in values(output.system.safeguards.secret_recovery) : days == 0])
    error_message = "A destroyed environment could not be made again for 30 days."
  }
}
