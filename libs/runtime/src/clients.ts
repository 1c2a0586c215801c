import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * AWS clients, made once a process. Region, credentials and endpoints come from the standard variables (`AWS_REGION`,
 * `AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_DYNAMODB`, …), so the same code reaches AWS or any compatible endpoint.
 */
export function createDocumentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
}

export function createQueueClient(): SQSClient {
  return new SQSClient({});
}

export function createTopicClient(): SNSClient {
  return new SNSClient({});
}

export function createSecretsClient(): SecretsManagerClient {
  return new SecretsManagerClient({});
}

export function createObjectClient(): S3Client {
  // Addresses that name the bucket in their path work on AWS and at an endpoint without a name of its own for each bucket.
  return new S3Client({ forcePathStyle: true });
}
