mock_provider "aws" {
  source = "../../testing/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../testing/mocks"
}

variables {
  name        = "marketscope-test"
  page_bucket = { arn = "arn:aws:s3:::marketscope-test-web", domain_name = "marketscope-test-web.s3.us-east-1.amazonaws.com" }
  services = {
    "chat-api" = {
      function_url  = "https://abc.lambda-url.us-east-1.on.aws/"
      function_name = "marketscope-test-chat-api"
      qualifier     = "live"
      paths         = ["/api/*", "/healthz"]
    }
  }
  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/marketscope-test-boundary"
}

run "paths_of_a_service_go_to_it_uncached_and_uncompressed" {
  assert {
    condition = { for behaviour in aws_cloudfront_distribution.this.ordered_cache_behavior : behaviour.path_pattern => behaviour.target_origin_id } == {
      "/api/*" = "chat-api", "/healthz" = "chat-api"
    }
    error_message = "The paths go elsewhere."
  }
  assert {
    condition     = alltrue([for behaviour in aws_cloudfront_distribution.this.ordered_cache_behavior : !behaviour.compress])
    error_message = "A stream would be held back to be compressed."
  }
  assert {
    condition = alltrue([for behaviour in aws_cloudfront_distribution.this.ordered_cache_behavior :
      behaviour.cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" && contains(behaviour.allowed_methods, "POST")
    ])
    error_message = "Answers are cached, or nobody can post."
  }
  assert {
    condition = contains([for origin in aws_cloudfront_distribution.this.origin : "${origin.origin_id} ${origin.domain_name}"],
    "chat-api abc.lambda-url.us-east-1.on.aws")
    error_message = "The service's origin is not its function URL."
  }
}

run "requests_of_services_are_prepared_with_their_bodies_and_signed" {
  assert {
    condition = alltrue([for behaviour in aws_cloudfront_distribution.this.ordered_cache_behavior :
      one(behaviour.lambda_function_association).event_type == "origin-request" && one(behaviour.lambda_function_association).include_body
    ])
    error_message = "Bodies are not hashed before a request is signed."
  }
  assert {
    condition     = aws_cloudfront_origin_access_control.function_url.origin_access_control_origin_type == "lambda" && aws_cloudfront_origin_access_control.function_url.signing_behavior == "always"
    error_message = "Requests for function URLs are not signed."
  }
  assert {
    condition     = aws_lambda_function.origin_request.publish && aws_iam_role.origin_request.permissions_boundary == var.permissions_boundary_arn
    error_message = "The edge function has no version, or its role no boundary."
  }
}

run "only_this_distribution_may_invoke_a_service_by_both_actions" {
  assert {
    condition = toset([for permission in aws_lambda_permission.cloudfront : "${permission.action} ${permission.principal} ${permission.qualifier} ${permission.source_arn}"]) == toset([
      "lambda:InvokeFunctionUrl cloudfront.amazonaws.com live ${aws_cloudfront_distribution.this.arn}",
      "lambda:InvokeFunction cloudfront.amazonaws.com live ${aws_cloudfront_distribution.this.arn}",
    ])
    error_message = "CloudFront may not invoke the service, or others may."
  }
}

run "all_else_is_the_page_with_its_own_paths_and_security_headers" {
  assert {
    condition = (
      aws_cloudfront_distribution.this.default_cache_behavior[0].target_origin_id == "page"
      && one(aws_cloudfront_distribution.this.default_cache_behavior[0].function_association).event_type == "viewer-request"
      && length(aws_cloudfront_distribution.this.custom_error_response) == 0
    )
    error_message = "The page's own paths are not answered with the page, or the API's 404s are rewritten."
  }
  assert {
    condition = (
      strcontains(aws_cloudfront_response_headers_policy.page.security_headers_config[0].content_security_policy[0].content_security_policy, "default-src 'self'")
      && strcontains(aws_cloudfront_response_headers_policy.page.security_headers_config[0].content_security_policy[0].content_security_policy, "frame-ancestors 'none'")
      && aws_cloudfront_response_headers_policy.page.security_headers_config[0].strict_transport_security[0].access_control_max_age_sec >= 31536000
    )
    error_message = "The page lacks security headers."
  }
  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https"
    error_message = "The page is served without TLS."
  }
  assert {
    condition     = jsondecode(output.page_bucket_statement).Condition.StringEquals["AWS:SourceArn"] == aws_cloudfront_distribution.this.arn
    error_message = "Other distributions may read the page's bucket."
  }
}

run "a_domain_of_our_own_brings_its_certificate" {
  variables {
    domain = { names = ["markets.example.com"], certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012" }
  }
  assert {
    condition = (
      aws_cloudfront_distribution.this.aliases == toset(["markets.example.com"]) && output.url == "https://markets.example.com"
      && aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"
    )
    error_message = "The domain is not served, or with old TLS."
  }
}

run "a_path_of_two_services_is_refused" {
  command = plan
  variables {
    services = {
      one   = { function_url = "https://a.lambda-url.us-east-1.on.aws/", function_name = "a", qualifier = "live", paths = ["/api/*"] }
      other = { function_url = "https://b.lambda-url.us-east-1.on.aws/", function_name = "b", qualifier = "live", paths = ["/api/*"] }
    }
  }
  expect_failures = [var.services]
}

run "a_certificate_of_another_region_is_refused" {
  command = plan
  variables {
    domain = { names = ["markets.example.com"], certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012" }
  }
  expect_failures = [var.domain]
}
