import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
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

/**
 * A client that signs requests for browsers and sends none.
 * @param options.endpoint where browsers reach the objects, when that is not where the service does
 * @param options.credentials that sign in place of the service's own
 */
export function createObjectSigner(
  options: { endpoint?: string | undefined; credentials?: S3ClientConfig['credentials'] } = {},
): S3Client {
  return new S3Client({
    forcePathStyle: true,
    ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
    ...(options.credentials && { credentials: options.credentials }),
    // A checksum would be of no bytes: the signer doesn't know the file.
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
}

export function createRoleClient(requestHandler: CallLimits = timeouts): STSClient {
  return new STSClient({ requestHandler });
}
