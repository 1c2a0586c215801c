import { describe, expect, it } from 'vitest';
import { readCall, type ReceivedRequest } from './api-call.ts';
import { permissionsOf } from './permissions.ts';

const account = '123456789012';

/** A request as an SDK signs it for a service. */
function signed(
  service: string,
  request: Partial<ReceivedRequest> & { body?: never; text?: string } = {},
): ReceivedRequest {
  const { text = '', headers, ...rest } = request;
  return {
    method: 'POST',
    url: '/',
    body: Buffer.from(text),
    ...rest,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=KEY/20260105/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      ...headers,
    },
  };
}

function needs(request: ReceivedRequest): string[] {
  const call = readCall(request);
  return call ? permissionsOf(call, account).map(({ action, resource }) => `${action} ${resource}`) : [];
}

const json = (service: string, target: string, input: unknown): ReceivedRequest =>
  signed(service, { headers: { 'x-amz-target': target }, text: JSON.stringify(input) });

describe('who called', () => {
  it('is told by the signature’s header', () => {
    expect(readCall(json('dynamodb', 'DynamoDB_20120810.GetItem', {}))?.accessKeyId).toBe('KEY');
  });

  it('is told by a presigned address', () => {
    const url =
      '/documents/users/u-1/a.pdf?X-Amz-Credential=OTHER%2F20260105%2Fus-east-1%2Fs3%2Faws4_request';
    expect(readCall({ method: 'PUT', url, headers: {}, body: Buffer.alloc(0) })).toMatchObject({
      accessKeyId: 'OTHER',
      service: 's3',
      operation: 'PutObject',
    });
  });

  it('is not known without a signature', () => {
    expect(
      readCall({ method: 'GET', url: '/moto-api/data.json', headers: {}, body: Buffer.alloc(0) }),
    ).toBeUndefined();
  });
});

describe('what a call needs', () => {
  const table = `arn:aws:dynamodb:us-east-1:${account}:table/p-e-users`;
  const queue = `arn:aws:sqs:us-east-1:${account}:p-e-work`;
  const queueUrl = `http://127.0.0.1:5000/${account}/p-e-work`;

  it.each([
    [
      'an item',
      json('dynamodb', 'DynamoDB_20120810.PutItem', { TableName: 'p-e-users' }),
      [`dynamodb:PutItem ${table}`],
    ],
    [
      'an index',
      json('dynamodb', 'DynamoDB_20120810.Query', { TableName: 'p-e-users', IndexName: 'by-name' }),
      [`dynamodb:Query ${table}/index/by-name`],
    ],
    [
      'items of several tables',
      json('dynamodb', 'DynamoDB_20120810.BatchGetItem', {
        RequestItems: { 'p-e-users': {}, 'p-e-quotes': {} },
      }),
      [`dynamodb:BatchGetItem ${table}`, `dynamodb:BatchGetItem ${table.replace('users', 'quotes')}`],
    ],
    [
      'a batch of messages',
      json('sqs', 'AmazonSQS.SendMessageBatch', { QueueUrl: queueUrl }),
      [`sqs:SendMessage ${queue}`],
    ],
    [
      'a batch of deletions',
      json('sqs', 'AmazonSQS.DeleteMessageBatch', { QueueUrl: queueUrl }),
      [`sqs:DeleteMessage ${queue}`],
    ],
    [
      'an event',
      signed('sns', {
        text: `Action=PublishBatch&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A${account}%3Ap-e-alerts`,
      }),
      [`sns:Publish arn:aws:sns:us-east-1:${account}:p-e-alerts`],
    ],
    [
      'a secret by its name',
      json('secretsmanager', 'secretsmanager.GetSecretValue', { SecretId: 'p-e-keys' }),
      [`secretsmanager:GetSecretValue arn:aws:secretsmanager:us-east-1:${account}:secret:p-e-keys`],
    ],
    [
      'a parameter',
      json('ssm', 'AmazonSSM.GetParameter', { Name: '/p/e/deployment' }),
      [`ssm:GetParameter arn:aws:ssm:us-east-1:${account}:parameter/p/e/deployment`],
    ],
    [
      'a role with tags',
      signed('sts', {
        text: 'Action=AssumeRole&RoleArn=arn%3Ax&Tags.member.1.Key=userId&Tags.member.1.Value=u',
      }),
      ['sts:AssumeRole arn:x', 'sts:TagSession arn:x'],
    ],
    [
      'an object',
      signed('s3', { method: 'HEAD', url: '/p-e-web/a%20b.html' }),
      ['s3:GetObject arn:aws:s3:::p-e-web/a b.html'],
    ],
    [
      'a list of objects',
      signed('s3', { method: 'GET', url: '/p-e-web?list-type=2' }),
      ['s3:ListBucket arn:aws:s3:::p-e-web'],
    ],
    [
      'an upload in parts',
      signed('s3', { url: '/p-e-web/a?uploads' }),
      ['s3:PutObject arn:aws:s3:::p-e-web/a'],
    ],
    [
      'its being given up',
      signed('s3', { method: 'DELETE', url: '/p-e-web/a?uploadId=1' }),
      ['s3:AbortMultipartUpload arn:aws:s3:::p-e-web/a'],
    ],
    [
      'an invocation of an alias',
      signed('lambda', { url: '/2015-03-31/functions/p-e-work/invocations?Qualifier=live' }),
      [`lambda:InvokeFunction arn:aws:lambda:us-east-1:${account}:function:p-e-work:live`],
    ],
    [
      'a move of an alias',
      signed('lambda', { method: 'PUT', url: '/2015-03-31/functions/p-e-work/aliases/live' }),
      [`lambda:UpdateAlias arn:aws:lambda:us-east-1:${account}:function:p-e-work`],
    ],
    ['who one is', signed('sts', { text: 'Action=GetCallerIdentity' }), []],
    // Not known here, so that no role may do it.
    ['a table’s deletion', json('glue', 'AWSGlue.DeleteTable', {}), ['glue:DeleteTable *']],
  ])('%s', (_, request, expected) => {
    expect(needs(request)).toEqual(expected);
  });
});
