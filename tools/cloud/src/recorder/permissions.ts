/** What IAM must allow for a call to be made. */
export interface Permission {
  /** As a policy writes it, e.g. `sqs:SendMessage`. */
  action: string;
  /** An ARN. */
  resource: string;
}

/** A call of an AWS API, whatever protocol it came by. */
export interface ApiCall {
  /** The service's name in signatures, e.g. `dynamodb`. */
  service: string;
  region: string;
  /** The API's name of the operation, e.g. `SendMessageBatch`. */
  operation: string;
  /** Its input: members by name. Of a REST call, what its path and query say. */
  input: Record<string, unknown>;
}

/** Services that policies call otherwise than signatures do. */
const policyNames: Record<string, string> = { monitoring: 'cloudwatch' };

/** Operations on several things at once, which IAM knows by the operation on one. */
const sameAs: Record<string, string> = {
  'sqs:SendMessageBatch': 'sqs:SendMessage',
  'sqs:DeleteMessageBatch': 'sqs:DeleteMessage',
  'sqs:ChangeMessageVisibilityBatch': 'sqs:ChangeMessageVisibility',
  'sns:PublishBatch': 'sns:Publish',
  's3:HeadObject': 's3:GetObject',
  's3:HeadBucket': 's3:ListBucket',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:ListObjects': 's3:ListBucket',
  's3:CreateMultipartUpload': 's3:PutObject',
  's3:UploadPart': 's3:PutObject',
  's3:CompleteMultipartUpload': 's3:PutObject',
  'lambda:Invoke': 'lambda:InvokeFunction',
};

/**
 * What IAM asks for before it lets a call through. A call that is not known here needs its own name on everything, which
 * no role of a service may have: it shows as denied, and is then to be added.
 */
export function permissionsOf(call: ApiCall, account: string): Permission[] {
  const { operation, input } = call;
  const name = `${policyNames[call.service] ?? call.service}:${operation}`;
  if (name === 'sts:GetCallerIdentity') return [];
  const action = sameAs[name] ?? name;
  const permissions = resourcesOf(call, account).map((resource) => ({ action, resource }));
  if (name === 'sts:AssumeRole' && hasTags(input))
    permissions.push(
      ...resourcesOf(call, account).map((resource) => ({ action: 'sts:TagSession', resource })),
    );
  return permissions;
}

function resourcesOf(call: ApiCall, account: string): string[] {
  const arn = (rest: string): string => `arn:aws:${call.service}:${call.region}:${account}:${rest}`;
  const { input } = call;
  switch (call.service) {
    case 'dynamodb':
      return tablesOf(input).map((table) => {
        const base = table.startsWith('arn:') ? table : arn(`table/${table}`);
        const index = text(input['IndexName']);
        return index === undefined ? base : `${base}/index/${index}`;
      });
    case 'sqs': {
      const name = text(input['QueueUrl'])?.split('/').at(-1) ?? text(input['QueueName']);
      return [name === undefined ? '*' : arn(name)];
    }
    case 'sns':
      return [text(input['TopicArn']) ?? text(input['TargetArn']) ?? '*'];
    case 'secretsmanager': {
      const secret = text(input['SecretId']);
      if (secret === undefined) return ['*'];
      return [secret.startsWith('arn:') ? secret : arn(`secret:${secret}`)];
    }
    case 'ssm':
      return [input['Name'], ...list(input['Names'])]
        .flatMap((name) => text(name) ?? [])
        .map((name) => arn(`parameter${name.startsWith('/') ? '' : '/'}${name}`));
    case 'sts':
      return [text(input['RoleArn']) ?? '*'];
    case 'lambda': {
      const [name, layer] = [text(input['FunctionName']), text(input['LayerName'])];
      if (layer !== undefined) return [arn(`layer:${layer}`)];
      if (name === undefined) return ['*'];
      return [name.startsWith('arn:') ? name : arn(`function:${name}`)];
    }
    case 'monitoring':
      return call.operation === 'DescribeAlarms'
        ? [`arn:aws:cloudwatch:${call.region}:${account}:alarm:*`]
        : ['*'];
    case 's3': {
      const [bucket, key] = [text(input['Bucket']), text(input['Key'])];
      if (bucket === undefined) return ['*'];
      return [`arn:aws:s3:::${bucket}${key === undefined ? '' : `/${key}`}`];
    }
    default:
      return ['*'];
  }
}

function tablesOf(input: Record<string, unknown>): string[] {
  const items = input['RequestItems'];
  if (typeof items === 'object' && items !== null) return Object.keys(items);
  return [text(input['TableName']) ?? '*'];
}

function hasTags(input: Record<string, unknown>): boolean {
  return Object.keys(input).some((name) => name.startsWith('Tags.member.'));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
