mock_provider "aws" {
  source = "../../../testing/mocks"
}

variables {
  topic           = { name = "marketscope-test-alarms", arn = "arn:aws:sns:us-east-1:123456789012:marketscope-test-alarms" }
  function_name   = "marketscope-test-updater"
  alias           = "live"
  alias_arn       = "arn:aws:lambda:us-east-1:123456789012:function:marketscope-test-updater:live"
  undelivered_arn = "arn:aws:sqs:us-east-1:123456789012:marketscope-test-alarms-undelivered"
}

run "each_message_invokes_what_serves_and_none_is_lost" {
  assert {
    condition = (
      aws_sns_topic_subscription.function.protocol == "lambda"
      && aws_sns_topic_subscription.function.topic_arn == var.topic.arn
      && aws_sns_topic_subscription.function.endpoint == var.alias_arn
      && aws_sns_topic_subscription.function.filter_policy == null
    )
    error_message = "The topic does not invoke the alias with every message."
  }
  assert {
    condition     = jsondecode(aws_sns_topic_subscription.function.redrive_policy).deadLetterTargetArn == var.undelivered_arn
    error_message = "What can't be handed over is lost."
  }
}

run "only_this_topic_may_invoke_it_and_only_through_the_alias" {
  assert {
    condition = (
      aws_lambda_permission.topic.principal == "sns.amazonaws.com" && aws_lambda_permission.topic.action == "lambda:InvokeFunction"
      && aws_lambda_permission.topic.source_arn == var.topic.arn
      && aws_lambda_permission.topic.function_name == "marketscope-test-updater" && aws_lambda_permission.topic.qualifier == "live"
    )
    error_message = "SNS may not invoke the alias, or more than this topic may."
  }
}
