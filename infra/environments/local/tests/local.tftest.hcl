mock_provider "aws" {
  source = "../../testing/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../testing/mocks"
}

run "an_emulator_gets_the_same_system_less_what_it_lacks" {
  command = plan
  assert {
    condition     = length(output.system.tables) > 0 && length(output.system.queues) > 0 && length(output.system.policies) == length(output.system.functions)
    error_message = "The system is not whole."
  }
  assert {
    condition     = alltrue([for safeguards in values(output.system.safeguards.buckets) : !safeguards.tls_only && safeguards.versioning])
    error_message = "Buckets have the policy by which moto refuses every call, or miss more than that."
  }
  assert {
    condition     = output.url == "http://127.0.0.1:8080" && length(output.system.safeguards.rotated_secret_days) == 0
    error_message = "There is a CloudFront, or a rotation, which moto lacks."
  }
  assert {
    condition     = output.system.service_environment["stock-updater"]["MARKET_DATA"] == "replay"
    error_message = "The emulator's services would ask for live prices."
  }
}
