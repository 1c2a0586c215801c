# A function that each message of a topic invokes, with no queue between. What SNS can't hand over to Lambda goes where the
# topic keeps what it could not deliver.

resource "aws_lambda_permission" "topic" {
  statement_id  = "AllowTopic-${var.topic.name}"
  action        = "lambda:InvokeFunction"
  principal     = "sns.amazonaws.com"
  function_name = var.function_name
  qualifier     = var.alias
  source_arn    = var.topic.arn
}

resource "aws_sns_topic_subscription" "function" {
  topic_arn      = var.topic.arn
  protocol       = "lambda"
  endpoint       = var.alias_arn
  redrive_policy = jsonencode({ deadLetterTargetArn = var.undelivered_arn })
  depends_on     = [aws_lambda_permission.topic]
}
