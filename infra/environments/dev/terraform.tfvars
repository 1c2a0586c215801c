region           = "us-east-1"
smtp_url         = "smtps://email-smtp.us-east-1.amazonaws.com:465"
mail_from        = "MarketScope <no-reply@example.com>"
runbook_base_url = "https://github.com/example/marketscope/blob/main/docs/runbooks"
