# As prod, for those who develop: they may look, start functions and redrive.
module "system" {
  source = "../../modules/system"
  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }

  environment         = "staging"
  deletion_protection = false
  memory_mb           = 512
  monthly_budget_usd  = 50

  settings = {
    market_data    = var.market_data
    log_level      = "info"
    smtp_url       = var.smtp_url
    curator_emails = var.curator_emails
    mail_from      = var.mail_from
  }
  alpaca                 = var.alpaca
  language_model         = var.language_model
  embeddings             = var.embeddings
  operator_email         = var.operator_email
  operator_emails        = var.operator_emails
  operator_phone_numbers = var.operator_phone_numbers
  runbook_base_url       = var.runbook_base_url
  domain                 = var.domain
  google_client_id       = var.google_client_id
  github                 = var.github
  access                 = { reader_account_ids = var.access.reader_account_ids, developer_arns = var.access.developer_arns }
}
