# CloudFront before the page (a bucket) and the HTTP services (function URLs), both reached by origin access control.

locals {
  page_origin = "page"
  routes = flatten([for service, origin in var.services : [
    for path in origin.paths : { service = service, path = path }
  ]])

  # AWS's managed policies, which have the same ids in every account.
  caching_disabled       = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  caching_optimized      = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  all_viewer_except_host = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
  function_url_actions   = ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"]
  content_security_policy_of_page = join("; ", [for directive, sources in merge(
    var.content_security_policy,
    { for address in var.upload_address[*] : "connect-src" => "'self' ${address}" },
  ) : "${directive} ${sources}"])
}

data "aws_caller_identity" "current" {}

resource "aws_cloudfront_origin_access_control" "bucket" {
  name                              = "${var.name}-page"
  description                       = "Signs requests for the page's bucket"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_origin_access_control" "function_url" {
  name                              = "${var.name}-services"
  description                       = "Signs requests for the services' function URLs"
  origin_access_control_origin_type = "lambda"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_function" "page_path" {
  name    = "${var.name}-page-path"
  comment = "Answers the page's own paths with the page"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/page-path.js")
}

resource "aws_cloudfront_response_headers_policy" "page" {
  name    = "${var.name}-page"
  comment = "Security headers of the page; the services set their own"

  security_headers_config {
    content_security_policy {
      content_security_policy = local.content_security_policy_of_page
      override                = true
    }
    content_type_options {
      override = true
    }
    frame_options {
      frame_option = "DENY"
      override     = true
    }
    referrer_policy {
      referrer_policy = "strict-origin-when-cross-origin"
      override        = true
    }
    strict_transport_security {
      access_control_max_age_sec = 31536000
      include_subdomains         = true
      override                   = true
    }
  }

  custom_headers_config {
    items {
      header   = "Cross-Origin-Opener-Policy"
      value    = "same-origin"
      override = true
    }
  }
}

resource "aws_iam_role" "origin_request" {
  name                 = "${var.name}-origin-request"
  description          = "Lambda@Edge function that prepares requests for their signature"
  permissions_boundary = var.permissions_boundary_arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "origin_request" {
  name = "write-logs"
  role = aws_iam_role.origin_request.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "WriteOwnLogGroupInEveryRegion"
      Effect = "Allow"
      Action = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
      # Lambda@Edge logs in the region where it ran, under the name of the region where it was made.
      Resource = "arn:aws:logs:*:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/us-east-1.${var.name}-origin-request:*"
    }]
  })
}

resource "aws_lambda_function" "origin_request" {
  provider         = aws.us_east_1
  function_name    = "${var.name}-origin-request"
  description      = "Hashes bodies and keeps access tokens, before CloudFront signs a request"
  role             = aws_iam_role.origin_request.arn
  runtime          = "nodejs22.x"
  handler          = "origin-request.handler"
  filename         = "${path.module}/origin-request/origin-request.zip"
  source_code_hash = filebase64sha256("${path.module}/origin-request/origin-request.zip")
  timeout          = 5
  memory_size      = 128
  publish          = true
}

resource "aws_cloudfront_distribution" "this" {
  comment         = var.name
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"
  price_class     = "PriceClass_100"
  aliases         = var.domain == null ? [] : var.domain.names

  origin {
    origin_id                = local.page_origin
    domain_name              = var.page_bucket.domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.bucket.id
  }

  dynamic "origin" {
    for_each = var.services
    content {
      origin_id                = origin.key
      domain_name              = trimsuffix(trimprefix(origin.value.function_url, "https://"), "/")
      origin_access_control_id = aws_cloudfront_origin_access_control.function_url.id
      custom_origin_config {
        http_port                = 80
        https_port               = 443
        origin_protocol_policy   = "https-only"
        origin_ssl_protocols     = ["TLSv1.2"]
        origin_read_timeout      = 60
        origin_keepalive_timeout = 60
      }
    }
  }

  default_cache_behavior {
    target_origin_id           = local.page_origin
    allowed_methods            = ["GET", "HEAD", "OPTIONS"]
    cached_methods             = ["GET", "HEAD"]
    viewer_protocol_policy     = "redirect-to-https"
    compress                   = true
    cache_policy_id            = local.caching_optimized
    response_headers_policy_id = aws_cloudfront_response_headers_policy.page.id
    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.page_path.arn
    }
  }

  dynamic "ordered_cache_behavior" {
    for_each = local.routes
    content {
      path_pattern             = ordered_cache_behavior.value.path
      target_origin_id         = ordered_cache_behavior.value.service
      allowed_methods          = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
      cached_methods           = ["GET", "HEAD"]
      viewer_protocol_policy   = "https-only"
      cache_policy_id          = local.caching_disabled
      origin_request_policy_id = local.all_viewer_except_host
      # Compressing would hold back a stream until it is whole.
      compress = false
      lambda_function_association {
        event_type   = "origin-request"
        lambda_arn   = aws_lambda_function.origin_request.qualified_arn
        include_body = true
      }
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain == null
    acm_certificate_arn            = try(var.domain.certificate_arn, null)
    ssl_support_method             = var.domain == null ? null : "sni-only"
    minimum_protocol_version       = var.domain == null ? null : "TLSv1.2_2021"
  }
}

resource "aws_lambda_permission" "cloudfront" {
  for_each = {
    for grant in setproduct(keys(var.services), local.function_url_actions) :
    "${grant[0]} ${grant[1]}" => { service = grant[0], action = grant[1] }
  }
  statement_id  = "AllowCloudFront-${replace(each.value.action, ":", "-")}"
  action        = each.value.action
  principal     = "cloudfront.amazonaws.com"
  function_name = var.services[each.value.service].function_name
  qualifier     = var.services[each.value.service].qualifier
  source_arn    = aws_cloudfront_distribution.this.arn
}
