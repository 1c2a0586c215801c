import { topologySchema } from '@marketscope/contracts/topology';
import { expect, it } from 'vitest';
import type { RecordedCall } from '../recorder/recorded-call.ts';
import type { KnownUnused } from './grants.ts';
import { judgeRoles } from './judgement.ts';

const account = '123456789012';
const table = `arn:aws:dynamodb:us-east-1:${account}:table/p-e-users`;
const documents = `arn:aws:s3:::p-e-knowledge-base-${account}`;

const topology = topologySchema.parse({
  project: 'p',
  topics: {},
  queues: {},
  subscriptions: [],
  tables: { users: { description: 'People', partitionKey: { name: 'userId' } } },
  buckets: {},
  schedules: {},
  secrets: {},
  services: {
    worker: {
      description: 'A function of the tests',
      kind: 'function',
      timeoutSeconds: 5,
      memoryMb: 128,
      grants: { tables: { users: ['GetItem', 'PutItem'] } },
    },
  },
});

interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string[];
  Resource: string[];
}
const allow = (actions: string[], ...resources: string[]): Statement => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
});
const document = (...statements: Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** One of each kind that some calls are about. */
const rest = [
  ['aws_sqs_queue', 'name', 'sqs', 'p-e-work'],
  ['aws_sns_topic', 'name', 'sns', 'p-e-alerts'],
  ['aws_secretsmanager_secret', 'name', 'secretsmanager', 'secret:p-e-keys-AbCdEf'],
  ['aws_lambda_function', 'function_name', 'lambda', 'function:p-e-worker'],
  ['aws_cloudwatch_log_group', 'name', 'logs', 'log-group:/p/e/jobs'],
].map(([type = '', nameOf = '', service = '', resource = '']) => ({
  type,
  values: {
    [nameOf]: resource.split(':').at(-1),
    arn: `arn:aws:${service}:us-east-1:${account}:${resource}`,
  },
}));

/** A state with a worker, a role for uploads, and what they work on. */
function stateWith({
  worker = [allow(['dynamodb:GetItem', 'dynamodb:PutItem'], table)],
  upload = [allow(['s3:PutObject'], `${documents}/users/\${aws:PrincipalTag/userId}/*`)],
  boundary = [
    allow(
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
      `arn:aws:dynamodb:us-east-1:${account}:table/p-e-*`,
    ),
    allow(['s3:PutObject'], `${documents}/*`),
  ],
  bounded = true,
}: { worker?: Statement[]; upload?: Statement[]; boundary?: Statement[]; bounded?: boolean } = {}): unknown {
  const boundaryArn = `arn:aws:iam::${account}:policy/p-e-boundary`;
  const role = (name: string, statements: Statement[]) => [
    {
      type: 'aws_iam_role',
      values: {
        name: `p-e-${name}`,
        arn: `arn:aws:iam::${account}:role/p-e-${name}`,
        assume_role_policy: document(),
        permissions_boundary: bounded ? boundaryArn : null,
      },
    },
    {
      type: 'aws_iam_role_policy',
      values: { name: 'all', role: `p-e-${name}`, policy: document(...statements) },
    },
  ];
  const resources = [
    { type: 'aws_iam_policy', values: { arn: boundaryArn, policy: document(...boundary) } },
    ...rest,
    { type: 'aws_dynamodb_table', values: { name: 'p-e-users', arn: table } },
    ...['knowledge-base', 'artifacts'].map((name) => ({
      type: 'aws_s3_bucket',
      values: { bucket: `p-e-${name}-${account}`, arn: `arn:aws:s3:::p-e-${name}-${account}` },
    })),
    ...role('worker', worker),
    ...role('upload', upload),
  ];
  const addressed = resources.map((resource, index) => ({ address: `module.system.r${index}`, ...resource }));
  return { values: { root_module: { child_modules: [{ resources: addressed }] } } };
}

function call(
  role: string,
  action: string,
  resource: string,
  tags: Record<string, string> = {},
): RecordedCall {
  return {
    time: '2026-01-05T10:00:00.000Z',
    accessKeyId: role,
    session: { arn: `arn:aws:sts::${account}:assumed-role/p-e-${role}/s`, tags },
    service: 'any',
    operation: 'any',
    permissions: [{ action, resource }],
    status: 200,
  };
}

const calls = [
  call('worker', 'dynamodb:GetItem', table),
  call('worker', 'dynamodb:PutItem', table),
  call('upload', 's3:PutObject', `${documents}/users/u-1/a.pdf`, { userId: 'u-1' }),
];

async function broken(
  state: unknown,
  { made = calls, known = [] }: { made?: RecordedCall[]; known?: KnownUnused } = {},
): Promise<string[]> {
  const verdicts = await judgeRoles({ state, calls: made, topology, managed: new Map(), known });
  return verdicts.flatMap((verdict) => verdict.broken.map((each) => `${verdict.of}: ${each}`));
}

it('finds nothing wrong with roles that may do what was done, and nothing else', async () => {
  const verdicts = await judgeRoles({ state: stateWith(), calls, topology, managed: new Map(), known: [] });
  expect(verdicts.flatMap((verdict) => verdict.broken)).toEqual([]);
  for (const of of ['worker', 'upload', 'boundary'])
    expect(
      verdicts.find((verdict) => verdict.of === of && verdict.rule === 'others denied')?.held,
    ).toBeGreaterThan(10);
});

it('fails when a grant is removed by hand', async () => {
  const state = stateWith({ worker: [allow(['dynamodb:GetItem'], table)] });
  expect(await broken(state)).toEqual([
    expect.stringMatching(/^worker: dynamodb:PutItem on .*users was called, but is not allowed/),
  ]);
});

it('fails when a grant is added by hand, as unused and as the topology’s none', async () => {
  const state = stateWith({
    worker: [allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], table)],
  });
  expect(await broken(state)).toEqual([
    expect.stringMatching(/^worker: dynamodb:DeleteItem on .*users is allowed/),
    expect.stringMatching(/^worker: dynamodb:DeleteItem on table\/users was never used/),
  ]);
});

it('fails when a grant is widened to all tables', async () => {
  const others = `arn:aws:dynamodb:us-east-1:${account}:table/*`;
  const state = stateWith({
    worker: [allow(['dynamodb:GetItem', 'dynamodb:PutItem'], others)],
    boundary: [allow(['dynamodb:*'], others), allow(['s3:PutObject'], `${documents}/*`)],
  });
  expect(await broken(state)).toContainEqual(
    expect.stringMatching(/^worker: dynamodb:GetItem on .*other-prod-users is allowed/),
  );
  expect(await broken(state)).toContainEqual(
    expect.stringMatching(/^boundary: dynamodb:DeleteTable on .* is allowed/),
  );
});

it('fails when the boundary does not reach as far as a call', async () => {
  const state = stateWith({
    boundary: [allow(['dynamodb:GetItem'], table), allow(['s3:PutObject'], `${documents}/*`)],
  });
  expect(await broken(state)).toEqual([expect.stringMatching(/^worker: dynamodb:PutItem .* is not allowed/)]);
});

it('fails when a role that code runs as has no boundary', async () => {
  const faults = await broken(stateWith({ bounded: false }));
  expect(faults).toContain('boundary: worker has no permissions boundary');
  expect(faults).toContain('boundary: upload has no permissions boundary');
});

it('fails when a session for one person reaches another’s documents', async () => {
  const state = stateWith({ upload: [allow(['s3:PutObject'], `${documents}/users/*`)] });
  expect(await broken(state)).toContainEqual(
    expect.stringMatching(
      /^upload: s3:PutObject on .*\/users\/u-other\/note\.md is allowed to a session with/,
    ),
  );
});

it('lets a grant be unused for a reason, and only as long as it is', async () => {
  const known = [
    {
      roles: ['worker'],
      actions: ['dynamodb:PutItem'],
      resources: ['table/users'],
      reason: 'Only once a year.',
    },
  ];
  const [read, write, upload] = calls;
  if (!read || !write || !upload) throw new TypeError('calls');
  expect(await broken(stateWith(), { known, made: [read, upload] })).toEqual([]);
  expect(await broken(stateWith(), { known })).toEqual([
    'worker: dynamodb:PutItem on table/users is used by now: take it from unused-grants.json',
  ]);
  const state = stateWith({ worker: [allow(['dynamodb:GetItem'], table)] });
  expect(await broken(state, { known, made: [read, upload] })).toEqual([
    'worker: dynamodb:PutItem on table/users is not granted to worker any more: take it from unused-grants.json',
  ]);
});

it('lets a grant that a run uses by chance be used or not', async () => {
  const known: KnownUnused = [
    {
      roles: ['worker'],
      actions: ['dynamodb:PutItem'],
      resources: ['table/users'],
      reason: 'Only when two meet.',
      byChance: true,
    },
  ];
  expect(await broken(stateWith(), { known })).toEqual([]);
  const made = calls.filter(({ permissions }) => permissions[0]?.action !== 'dynamodb:PutItem');
  expect(made).toHaveLength(2);
  expect(await broken(stateWith(), { known, made })).toEqual([]);
});

it('fails when a service made no call, or a role made one that Terraform did not make', async () => {
  const faults = await broken(stateWith(), { made: [call('stranger', 's3:PutObject', `${documents}/a`)] });
  expect(faults).toContain('worker: it made no call at all');
  expect(faults).toContainEqual(
    expect.stringContaining('calls were made as a role that Terraform did not make'),
  );
});
