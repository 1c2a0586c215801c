import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';

/** The AWS clients of the tools. */
export interface CloudClients {
  cloudfront: CloudFrontClient;
  cloudwatch: CloudWatchClient;
  lambda: LambdaClient;
  s3: S3Client;
  secrets: SecretsManagerClient;
  sqs: SQSClient;
  ssm: SSMClient;
}

/** Region of an emulator where none is said. */
const EMULATED_REGION = 'us-east-1';

/** Where the clients find AWS, or an endpoint compatible with it, and as whom. */
export interface CloudAccess {
  region?: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/**
 * Access as every AWS tool finds it. The clients read `AWS_PROFILE`, `AWS_ENDPOINT_URL` and the like themselves; an
 * emulator is of no region, so that one is assumed.
 */
export function accessOf(variables: NodeJS.ProcessEnv): CloudAccess {
  const endpoint = variables['AWS_ENDPOINT_URL'];
  const region = variables['AWS_REGION'] ?? variables['AWS_DEFAULT_REGION'] ?? (endpoint && EMULATED_REGION);
  return { ...(region && { region }), ...(endpoint && { endpoint }) };
}

/** Clients with that access; for what it leaves out, they look where every AWS tool does. */
export function createCloudClients(access: CloudAccess = accessOf(process.env)): CloudClients {
  return {
    cloudfront: new CloudFrontClient(access),
    cloudwatch: new CloudWatchClient(access),
    lambda: new LambdaClient(access),
    // Emulators answer at one host, not at one for each bucket.
    s3: new S3Client({ ...access, forcePathStyle: access.endpoint !== undefined }),
    secrets: new SecretsManagerClient(access),
    sqs: new SQSClient(access),
    ssm: new SSMClient(access),
  };
}
