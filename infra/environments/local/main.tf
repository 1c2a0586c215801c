# The same modules against an emulator such as moto: AWS_ENDPOINT_URL says where it is. Every optional role is made, so that
# an emulator holds all that an account would.
module "system" {
  source = "../../modules/system"
  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }

  environment         = "local"
  topology_file       = var.topology_file
  deletion_protection = false
  settings = {
    log_level      = "debug"
    market_data    = "replay"
    curator_emails = ["demo@example.com"]
    objects_url    = "${var.public_url}/objects"
    public_url     = var.public_url
    smtp_url       = var.smtp_url
  }
  operator_email         = "operator@example.com"
  operator_emails        = ["operator@example.com"]
  operator_phone_numbers = ["+12065550100"]
  runbook_base_url       = "https://example.com/docs/runbooks"
  google_client_id       = "example.apps.googleusercontent.com"
  database_password      = true
  github                 = { repository = "example/marketscope", state_bucket = "marketscope-local-state" }
  access = {
    reader_account_ids = ["210987654321"]
    developer_arns     = ["arn:aws:iam::123456789012:root"]
    administrator_arns = ["arn:aws:iam::123456789012:root"]
  }
  emulated = true
}
