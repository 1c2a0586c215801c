import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { objectTimeouts, timeouts, type CallLimits } from './client-timeouts.ts';

/**
 * AWS clients, made once a process. Region, credentials and endpoints come from the standard variables (`AWS_REGION`,
 * `AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_DYNAMODB`, …), so the same code reaches AWS or any compatible endpoint.
 * What takes longer than its limits is tried again, three times at the most as the SDK does, and fails then.
 */
export function createDocumentClient(requestHandler: CallLimits = timeouts): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler }), {
    marshallOptions: { removeUndefinedValues: true },
  });
}

export function createQueueClient(requestHandler: CallLimits = timeouts): SQSClient {
  return new SQSClient({ requestHandler });
}

export function createTopicClient(requestHandler: CallLimits = timeouts): SNSClient {
  return new SNSClient({ requestHandler });
}

export function createSecretsClient(requestHandler: CallLimits = timeouts): SecretsManagerClient {
  return new SecretsManagerClient({ requestHandler });
}

export function createObjectClient(requestHandler: CallLimits = objectTimeouts): S3Client {
  // Addresses that name the bucket in their path work on AWS and at an endpoint without a name of its own for each bucket.
  return new S3Client({ forcePathStyle: true, requestHandler });
}
