import type { Topology } from '@marketscope/contracts/topology';
import { z } from 'zod';
import { resourcesOf } from '../terraform/state-resources.ts';
import type { Permission } from '../recorder/permissions.ts';
import type { Role, Roles } from './roles.ts';

/** What an environment consists of, as ARNs by their names without project and environment. */
export interface Estate {
  account: string;
  prefix: string;
  tables: Record<string, string>;
  /** Dead-letter queues among them. */
  queues: Record<string, string>;
  topics: Record<string, string>;
  buckets: Record<string, string>;
  secrets: Record<string, string>;
  parameters: Record<string, string>;
  functions: Record<string, string>;
  logGroups: Record<string, string>;
}

/** Reads from a state what the environment consists of. */
export function estateOf(state: unknown, { account, prefix }: Pick<Roles, 'account' | 'prefix'>): Estate {
  const resources = resourcesOf(state);
  const named = (type: string, nameOf: 'name' | 'bucket' | 'function_name'): Record<string, string> =>
    Object.fromEntries(
      resources
        .filter((resource) => resource.type === type)
        .map(({ values }) => {
          const name = z.string().parse(values[nameOf]);
          const own = name.startsWith(prefix) ? name.slice(prefix.length) : name;
          return [own.replace(`-${account}`, ''), z.string().parse(values['arn'])];
        }),
    );
  return {
    account,
    prefix,
    tables: named('aws_dynamodb_table', 'name'),
    queues: named('aws_sqs_queue', 'name'),
    topics: named('aws_sns_topic', 'name'),
    buckets: named('aws_s3_bucket', 'bucket'),
    secrets: named('aws_secretsmanager_secret', 'name'),
    parameters: parametersOf(resources, prefix),
    functions: named('aws_lambda_function', 'function_name'),
    logGroups: named('aws_cloudwatch_log_group', 'name'),
  };
}

/** ARNs of all parameters of the environment, by their names within it. */
function parametersOf(resources: ReturnType<typeof resourcesOf>, prefix: string): Record<string, string> {
  const path = `/${prefix.slice(0, -1).replace('-', '/')}/`;
  return Object.fromEntries(
    resources
      .filter(({ type }) => type === 'aws_ssm_parameter')
      .map(({ values }) => [
        z.string().parse(values['name']).replace(path, ''),
        z.string().parse(values['arn']),
      ]),
  );
}

/** What no role may do but an administrator's: it would give its holder more, or undo the system or its trail. */
export function administration({ account, prefix, ...estate }: Estate, role: Role): Permission[] {
  const iam = (rest: string): string => `arn:aws:iam::${account}:${rest}`;
  const first = (arns: Record<string, string>): string => Object.values(arns)[0] ?? '*';
  return [
    { action: 'iam:CreateUser', resource: iam('user/intruder') },
    { action: 'iam:CreateAccessKey', resource: iam('user/intruder') },
    { action: 'iam:PutRolePolicy', resource: role.arn },
    { action: 'iam:AttachRolePolicy', resource: role.arn },
    { action: 'iam:UpdateAssumeRolePolicy', resource: role.arn },
    { action: 'iam:DeleteRolePermissionsBoundary', resource: role.arn },
    { action: 'iam:CreatePolicyVersion', resource: iam(`policy/${prefix}boundary`) },
    { action: 'iam:PassRole', resource: iam(`role/${prefix}administrator`) },
    { action: 'sts:AssumeRole', resource: iam(`role/${prefix}administrator`) },
    {
      action: 'cloudtrail:StopLogging',
      resource: `arn:aws:cloudtrail:us-east-1:${account}:trail/${prefix}trail`,
    },
    { action: 'organizations:LeaveOrganization', resource: '*' },
    { action: 'ec2:RunInstances', resource: '*' },
    { action: 's3:DeleteBucket', resource: first(estate.buckets) },
    { action: 's3:PutBucketPolicy', resource: first(estate.buckets) },
    { action: 'dynamodb:DeleteTable', resource: first(estate.tables) },
    { action: 'sqs:DeleteQueue', resource: first(estate.queues) },
    { action: 'sqs:PurgeQueue', resource: first(estate.queues) },
    { action: 'sns:DeleteTopic', resource: first(estate.topics) },
    { action: 'sns:Subscribe', resource: first(estate.topics) },
    { action: 'secretsmanager:DeleteSecret', resource: first(estate.secrets) },
    { action: 'lambda:DeleteFunction', resource: first(estate.functions) },
    { action: 'lambda:AddPermission', resource: first(estate.functions) },
    { action: 'logs:DeleteLogGroup', resource: `${first(estate.logGroups)}:*` },
  ];
}

/** What other environments of the same account hold. */
export function otherEnvironments({ account }: Estate): Permission[] {
  const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${account}:${rest}`;
  return [
    { action: 'dynamodb:GetItem', resource: arn('dynamodb', 'table/other-prod-users') },
    { action: 'dynamodb:PutItem', resource: arn('dynamodb', 'table/other-prod-users') },
    { action: 'sqs:SendMessage', resource: arn('sqs', 'other-prod-deliveries') },
    { action: 'sns:Publish', resource: arn('sns', 'other-prod-alerts') },
    {
      action: 'secretsmanager:PutSecretValue',
      resource: arn('secretsmanager', 'secret:other-prod-jwt-secret-AbCdEf'),
    },
    { action: 's3:PutObject', resource: `arn:aws:s3:::other-prod-index-${account}/x` },
    { action: 'lambda:InvokeFunction', resource: arn('lambda', 'function:other-prod-stock-updater') },
  ];
}

/** What people and services stored, and secrets. */
export function storedData({ tables, queues, buckets, secrets }: Estate): Permission[] {
  const each = (arns: Record<string, string>, action: string, suffix = ''): Permission[] =>
    Object.values(arns).map((arn) => ({ action, resource: `${arn}${suffix}` }));
  return [
    ...each(tables, 'dynamodb:GetItem'),
    ...each(tables, 'dynamodb:Scan'),
    ...each(queues, 'sqs:ReceiveMessage'),
    ...each(secrets, 'secretsmanager:GetSecretValue'),
    ...each(buckets, 's3:GetObject', '/x'),
  ];
}

/**
 * All that a service could do with the environment's resources, less what the topology gives it. It comes from the topology
 * and not from policies, so that a policy which allows too much doesn't excuse itself.
 */
export function notGranted(topology: Topology, name: string, estate: Estate): Permission[] {
  const service = topology.services[name];
  if (!service) throw new TypeError(`the topology has no service ${name}`);
  const services = Object.values(topology.services);
  const vocabulary = (
    kind: 'tables' | 'topics' | 'queues' | 'buckets' | 'secrets' | 'parameters',
    ...more: string[]
  ): string[] => [
    ...new Set([...services.flatMap(({ grants }) => Object.values(grants[kind]).flat()), ...more]),
  ];
  const consumed = new Set(service.sources.map(({ queue }) => queue));
  const { grants } = service;
  const beyond = (
    prefix: string,
    arns: Record<string, string>,
    granted: Record<string, readonly string[]>,
    actions: string[],
    suffixOf: (action: string) => string = () => '',
  ): Permission[] =>
    Object.entries(arns).flatMap(([resource, arn]) =>
      actions
        .filter((action) => !granted[resource]?.includes(action))
        .map((action) => ({ action: `${prefix}:${action}`, resource: `${arn}${suffixOf(action)}` })),
    );
  const consume = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];
  const queueGrants = Object.fromEntries(
    Object.keys(estate.queues).map((queue) => [
      queue,
      [...(grants.queues[queue] ?? []), ...(consumed.has(queue) ? consume : [])],
    ]),
  );
  const indexes = Object.entries(topology.tables).flatMap(([table, { indexes }]) =>
    Object.keys(indexes)
      .filter((index) => !grants.indexes[table]?.[index]?.includes('Query'))
      .map((index) => ({ action: 'dynamodb:Query', resource: `${estate.tables[table]}/index/${index}` })),
  );
  return [
    ...beyond('dynamodb', estate.tables, grants.tables, vocabulary('tables', 'Scan', 'DeleteItem')),
    ...indexes,
    ...beyond('sns', estate.topics, grants.topics, vocabulary('topics', 'Publish')),
    ...beyond('sqs', estate.queues, queueGrants, vocabulary('queues', 'SendMessage', ...consume)),
    ...beyond(
      's3',
      estate.buckets,
      grants.buckets,
      vocabulary('buckets', 'GetObject', 'PutObject', 'DeleteObject'),
      (action) => (action.includes('Bucket') ? '' : '/x'),
    ),
    ...beyond('secretsmanager', estate.secrets, grants.secrets, vocabulary('secrets', 'GetSecretValue')),
    ...beyond(
      'ssm',
      estate.parameters,
      grants.parameters,
      vocabulary('parameters', 'GetParameter', 'PutParameter'),
    ),
    ...beyond('lambda', estate.functions, {}, ['InvokeFunction', 'UpdateFunctionCode']),
  ];
}
