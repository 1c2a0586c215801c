/** What AWS charges for one unit of something, in US dollars. */
export interface Price {
  /** The product on the bill. */
  product: string;
  usd: number;
  per: string;
  source: string;
  /** When the price was last seen published, as `YYYY-MM`. */
  seen: string;
}

const million = 1_000_000;
const page = {
  lambda: 'https://aws.amazon.com/lambda/pricing/',
  dynamodb: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  sqs: 'https://aws.amazon.com/sqs/pricing/',
  sns: 'https://aws.amazon.com/sns/pricing/',
  s3: 'https://aws.amazon.com/s3/pricing/',
  cloudfront: 'https://aws.amazon.com/cloudfront/pricing/',
  cloudwatch: 'https://aws.amazon.com/cloudwatch/pricing/',
  secrets: 'https://aws.amazon.com/secrets-manager/pricing/',
  scheduler: 'https://aws.amazon.com/eventbridge/pricing/',
};

/**
 * List prices of us-east-1, without free tiers, which an account shares among all that is in it, and without the
 * discounts of the next tiers. AWS changes them seldom, but does: look at the source again where `seen` is old.
 */
export const prices = {
  armGbSecond: {
    product: 'Lambda',
    usd: 0.0000133334,
    per: 'GB-second (arm64)',
    source: page.lambda,
    seen: '2024-12',
  },
  x86GbSecond: {
    product: 'Lambda',
    usd: 0.0000166667,
    per: 'GB-second (x86_64)',
    source: page.lambda,
    seen: '2024-12',
  },
  invocation: {
    product: 'Lambda',
    usd: 0.2 / million,
    per: 'invocation',
    source: page.lambda,
    seen: '2024-12',
  },
  edgeInvocation: {
    product: 'Lambda@Edge',
    usd: 0.6 / million,
    per: 'invocation',
    source: page.lambda,
    seen: '2024-12',
  },
  edgeGbSecond: {
    product: 'Lambda@Edge',
    usd: 0.00005001,
    per: 'GB-second',
    source: page.lambda,
    seen: '2024-12',
  },
  writeUnit: {
    product: 'DynamoDB',
    usd: 0.625 / million,
    per: 'write unit',
    source: page.dynamodb,
    seen: '2025-07',
  },
  readUnit: {
    product: 'DynamoDB',
    usd: 0.125 / million,
    per: 'read unit',
    source: page.dynamodb,
    seen: '2025-07',
  },
  tableGb: { product: 'DynamoDB', usd: 0.25, per: 'GB-month', source: page.dynamodb, seen: '2024-12' },
  tableBackupGb: {
    product: 'DynamoDB',
    usd: 0.2,
    per: 'GB-month of point-in-time recovery',
    source: page.dynamodb,
    seen: '2024-12',
  },
  queueRequest: { product: 'SQS', usd: 0.4 / million, per: 'request', source: page.sqs, seen: '2026-03' },
  publish: {
    product: 'SNS',
    usd: 0.5 / million,
    per: 'publish (deliveries to SQS are free)',
    source: page.sns,
    seen: '2026-06',
  },
  storedGb: { product: 'S3', usd: 0.023, per: 'GB-month', source: page.s3, seen: '2024-12' },
  get: { product: 'S3', usd: 0.0004 / 1000, per: 'GET', source: page.s3, seen: '2024-12' },
  edgeRequest: {
    product: 'CloudFront',
    usd: 0.01 / 10_000,
    per: 'HTTPS request (US, Europe)',
    source: page.cloudfront,
    seen: '2026-03',
  },
  edgeGb: {
    product: 'CloudFront',
    usd: 0.085,
    per: 'GB sent (US, Europe)',
    source: page.cloudfront,
    seen: '2026-03',
  },
  edgeFunction: {
    product: 'CloudFront',
    usd: 0.1 / million,
    per: 'CloudFront Function',
    source: page.cloudfront,
    seen: '2026-03',
  },
  logGb: {
    product: 'CloudWatch',
    usd: 0.5,
    per: 'GB of logs taken in',
    source: page.cloudwatch,
    seen: '2026-06',
  },
  keptLogGb: {
    product: 'CloudWatch',
    usd: 0.03,
    per: 'GB-month of logs kept',
    source: page.cloudwatch,
    seen: '2024-12',
  },
  metric: { product: 'CloudWatch', usd: 0.3, per: 'metric-month', source: page.cloudwatch, seen: '2026-02' },
  alarm: {
    product: 'CloudWatch',
    usd: 0.1,
    per: 'alarmed metric-month',
    source: page.cloudwatch,
    seen: '2024-12',
  },
  dashboard: {
    product: 'CloudWatch',
    usd: 3,
    per: 'dashboard-month',
    source: page.cloudwatch,
    seen: '2026-06',
  },
  secret: {
    product: 'Secrets Manager',
    usd: 0.4,
    per: 'secret-month',
    source: page.secrets,
    seen: '2024-12',
  },
  secretCall: {
    product: 'Secrets Manager',
    usd: 0.05 / 10_000,
    per: 'call',
    source: page.secrets,
    seen: '2024-12',
  },
  scheduled: {
    product: 'EventBridge',
    usd: 1 / million,
    per: 'scheduled invocation',
    source: page.scheduler,
    seen: '2024-12',
  },
} as const satisfies Record<string, Price>;
export type PriceName = keyof typeof prices;
