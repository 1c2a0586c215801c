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

/**
 * Clients that find region, credentials and endpoint where every AWS tool does: `AWS_PROFILE`, `AWS_REGION`,
 * `AWS_ENDPOINT_URL` and so on.
 */
export function createCloudClients(variables: NodeJS.ProcessEnv = process.env): CloudClients {
  const endpoint = variables['AWS_ENDPOINT_URL'];
  const region = variables['AWS_REGION'] ?? variables['AWS_DEFAULT_REGION'];
  const options = region ? { region } : endpoint ? { region: EMULATED_REGION } : {};
  return {
    cloudfront: new CloudFrontClient(options),
    cloudwatch: new CloudWatchClient(options),
    lambda: new LambdaClient(options),
    // Emulators answer at one host, not at one for each bucket.
    s3: new S3Client({ ...options, forcePathStyle: endpoint !== undefined }),
    secrets: new SecretsManagerClient(options),
    sqs: new SQSClient(options),
    ssm: new SSMClient(options),
  };
}
