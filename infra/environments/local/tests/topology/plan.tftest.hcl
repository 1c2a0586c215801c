# Run with a topology of one's own: terraform test -test-directory=tests/topology -var topology_file=<path>

mock_provider "aws" {
  source = "../../testing/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../testing/mocks"
}

run "the_plan_filters_what_the_topology_says" {
  command = plan
  assert {
    condition = output.system.subscriptions == { for topic in keys(jsondecode(file(var.topology_file)).topics) : topic => {
      for subscription in jsondecode(file(var.topology_file)).subscriptions :
      subscription.queue => subscription.eventTypes if subscription.topic == topic
    } }
    error_message = "The plan filters ${jsonencode(output.system.subscriptions)}"
  }
}
