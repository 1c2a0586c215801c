/** What AWS charges for one unit of something, in US dollars. */
export interface Price {
  /** The product on the bill. */
  product: string;
  usd: number;
  per: string;
  /** The page on which AWS publishes it. */
  page: string;
  /** Where the price was read when it was last looked up; without, nothing was found that tells it. */
  read?: Reading;
}

/** A page that told a price, and of when it is, as `YYYY` or `YYYY-MM`, where it says so. */
export interface Reading {
  at: string;
  dated?: string;
}

/** When the prices were last looked up: in stored copies of pages, not on the pages themselves. */
export const lookedUp = '2026-11-22';

const million = 1_000_000;
const lambda = 'https://aws.amazon.com/lambda/pricing/';
const dynamodb = 'https://aws.amazon.com/dynamodb/pricing/on-demand/';
const s3 = 'https://aws.amazon.com/s3/pricing/';
const cloudfront = 'https://aws.amazon.com/cloudfront/pricing/';
const cloudwatch = 'https://aws.amazon.com/cloudwatch/pricing/';
const secretsManager = 'https://aws.amazon.com/secrets-manager/pricing/';

const lambdaPlans = {
  at: 'https://github.com/api-evangelist/aws-lambda/blob/main/plans/aws-lambda-plans-pricing.yml',
  dated: '2026-05',
};
const dynamodbGuide = {
  at: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing',
  dated: '2025-07',
};
const serverlessBreakdown = {
  at: 'https://gist.github.com/allenheltondev/d028926b7fe3b0656c96af9140ab55e3',
  dated: '2020-03',
};
const cloudwatchGuide = {
  at: 'https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/',
  dated: '2026-06',
};
const cloudfrontLesson = {
  at: 'https://kindatechnical.com/aws-certification-associate-developer/lesson-87-cloudfront-pricing.html',
};
const secretsNotes = {
  at: 'https://hivebook.wiki/wiki/aws-secrets-manager-rotated-secrets-dynamic-db-credentials-kms',
};

/**
 * List prices of us-east-1, without free tiers, which an account shares among all that is in it, and without the
 * discounts of the next tiers. AWS changes them seldom, but does: look at AWS's page where a reading is old or missing.
 */
export const prices = {
  armGbSecond: {
    product: 'Lambda',
    usd: 0.0000133334,
    per: 'GB-second (arm64)',
    page: lambda,
    read: { at: 'https://cloudchipr.com/blog/aws-lambda-pricing', dated: '2024' },
  },
  x86GbSecond: {
    product: 'Lambda',
    usd: 0.0000166667,
    per: 'GB-second (x86_64)',
    page: lambda,
    read: lambdaPlans,
  },
  invocation: {
    product: 'Lambda',
    usd: 0.2 / million,
    per: 'invocation',
    page: lambda,
    read: lambdaPlans,
  },
  edgeInvocation: {
    product: 'Lambda@Edge',
    usd: 0.6 / million,
    per: 'invocation',
    page: lambda,
    read: cloudfrontLesson,
  },
  edgeGbSecond: { product: 'Lambda@Edge', usd: 0.00005001, per: 'GB-second', page: lambda },
  writeUnit: {
    product: 'DynamoDB',
    usd: 0.625 / million,
    per: 'write unit',
    page: dynamodb,
    read: dynamodbGuide,
  },
  readUnit: {
    product: 'DynamoDB',
    usd: 0.125 / million,
    per: 'read unit',
    page: dynamodb,
    read: dynamodbGuide,
  },
  tableGb: {
    product: 'DynamoDB',
    usd: 0.25,
    per: 'GB-month',
    page: dynamodb,
    read: { at: 'https://aws.amazon.com/dynamodb/pricing/' },
  },
  tableBackupGb: {
    product: 'DynamoDB',
    usd: 0.2,
    per: 'GB-month of point-in-time recovery',
    page: dynamodb,
    read: serverlessBreakdown,
  },
  queueRequest: {
    product: 'SQS',
    usd: 0.4 / million,
    per: 'request',
    page: 'https://aws.amazon.com/sqs/pricing/',
    read: { at: 'https://cloudburn.io/blog/amazon-sqs-pricing', dated: '2026-03' },
  },
  publish: {
    product: 'SNS',
    usd: 0.5 / million,
    per: 'publish (deliveries to SQS are free)',
    page: 'https://aws.amazon.com/sns/pricing/',
    read: {
      at: 'https://www.factualminds.com/blog/amazon-sns-pricing-publishes-fanout-protocols/',
      dated: '2026-06',
    },
  },
  storedGb: { product: 'S3', usd: 0.023, per: 'GB-month', page: s3, read: serverlessBreakdown },
  get: { product: 'S3', usd: 0.0004 / 1000, per: 'GET', page: s3 },
  edgeRequest: {
    product: 'CloudFront',
    usd: 0.01 / 10_000,
    per: 'HTTPS request (US, Europe)',
    page: cloudfront,
    read: {
      at: 'https://www.factualminds.com/blog/amazon-cloudfront-pricing-regional-tiers-requests-security/',
      dated: '2026-06',
    },
  },
  edgeGb: {
    product: 'CloudFront',
    usd: 0.085,
    per: 'GB sent (US, Europe)',
    page: cloudfront,
    read: { at: cloudfront },
  },
  edgeFunction: {
    product: 'CloudFront',
    usd: 0.1 / million,
    per: 'run of a CloudFront Function',
    page: cloudfront,
    read: { at: 'https://cur.vantage.sh/aws/amazoncloudfront/' },
  },
  logGb: {
    product: 'CloudWatch',
    usd: 0.5,
    per: 'GB of logs taken in',
    page: cloudwatch,
    read: cloudwatchGuide,
  },
  keptLogGb: { product: 'CloudWatch', usd: 0.03, per: 'GB-month of logs kept', page: cloudwatch },
  metric: {
    product: 'CloudWatch',
    usd: 0.3,
    per: 'metric-month',
    page: cloudwatch,
    read: { at: 'https://signoz.io/guides/cloudwatch-pricing', dated: '2026-02' },
  },
  alarm: { product: 'CloudWatch', usd: 0.1, per: 'alarmed metric-month', page: cloudwatch },
  dashboard: {
    product: 'CloudWatch',
    usd: 3,
    per: 'dashboard-month',
    page: cloudwatch,
    read: cloudwatchGuide,
  },
  secret: {
    product: 'Secrets Manager',
    usd: 0.4,
    per: 'secret-month',
    page: secretsManager,
    read: secretsNotes,
  },
  secretCall: {
    product: 'Secrets Manager',
    usd: 0.05 / 10_000,
    per: 'call',
    page: secretsManager,
    read: secretsNotes,
  },
  scheduled: {
    product: 'EventBridge',
    usd: 1 / million,
    per: 'scheduled invocation',
    page: 'https://aws.amazon.com/eventbridge/pricing/',
    read: { at: 'https://cloudburn.io/blog/amazon-eventbridge-pricing', dated: '2026-03' },
  },
} as const satisfies Record<string, Price>;
export type PriceName = keyof typeof prices;
