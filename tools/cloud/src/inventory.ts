import { CloudWatchClient, paginateDescribeAlarms, paginateListDashboards } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import {
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  paginateListPolicies,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import { LambdaClient, paginateListEventSourceMappings, paginateListFunctions } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { paginateListSchedules, SchedulerClient } from '@aws-sdk/client-scheduler';
import { paginateListSecrets, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { paginateListSubscriptions, paginateListTopics, SNSClient } from '@aws-sdk/client-sns';
import { paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import { paginateDescribeParameters, SSMClient } from '@aws-sdk/client-ssm';
import type { CloudAccess } from './deployment/role-session.ts';

/** Everything that an account holds of the kinds that the system is made of, as `kind name`, sorted. */
export async function inventoryOf(access: CloudAccess): Promise<string[]> {
  const found: string[] = [];
  const note = (kind: string, names: Iterable<string | undefined>): void => {
    for (const name of names) found.push(`${kind} ${name}`);
  };
  const page = async <Page>(
    pages: AsyncIterable<Page>,
    kind: string,
    names: (page: Page) => (string | undefined)[],
  ) => {
    for await (const each of pages) note(kind, names(each));
  };
  const clients = {
    cloudwatch: new CloudWatchClient(access),
    dynamodb: new DynamoDBClient(access),
    iam: new IAMClient(access),
    lambda: new LambdaClient(access),
    logs: new CloudWatchLogsClient(access),
    s3: new S3Client({ ...access, forcePathStyle: true }),
    scheduler: new SchedulerClient(access),
    secrets: new SecretsManagerClient(access),
    sns: new SNSClient(access),
    sqs: new SQSClient(access),
    ssm: new SSMClient(access),
  };
  const { cloudwatch, dynamodb, iam, lambda, logs, s3, scheduler, secrets, sns, sqs, ssm } = clients;
  try {
    await page(paginateListTables({ client: dynamodb }, {}), 'table', ({ TableNames = [] }) => TableNames);
    await page(paginateListQueues({ client: sqs }, {}), 'queue', ({ QueueUrls = [] }) => QueueUrls);
    await page(paginateListTopics({ client: sns }, {}), 'topic', ({ Topics = [] }) =>
      Topics.map(({ TopicArn }) => TopicArn),
    );
    await page(paginateListSubscriptions({ client: sns }, {}), 'subscription', ({ Subscriptions = [] }) =>
      Subscriptions.map(({ SubscriptionArn }) => SubscriptionArn),
    );
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    note(
      'bucket',
      Buckets.map(({ Name }) => Name),
    );
    await page(paginateListFunctions({ client: lambda }, {}), 'function', ({ Functions = [] }) =>
      Functions.map(({ FunctionName }) => FunctionName),
    );
    await page(
      paginateListEventSourceMappings({ client: lambda }, {}),
      'event source',
      ({ EventSourceMappings = [] }) => EventSourceMappings.map(({ UUID }) => UUID),
    );
    await page(paginateListRoles({ client: iam }, {}), 'role', ({ Roles = [] }) =>
      Roles.map(({ RoleName }) => RoleName),
    );
    await page(paginateListPolicies({ client: iam }, { Scope: 'Local' }), 'policy', ({ Policies = [] }) =>
      Policies.map(({ PolicyName }) => PolicyName),
    );
    const { OpenIDConnectProviderList = [] } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
    note(
      'identity provider',
      OpenIDConnectProviderList.map(({ Arn }) => Arn),
    );
    await page(paginateDescribeLogGroups({ client: logs }, {}), 'log group', ({ logGroups = [] }) =>
      logGroups.map(({ logGroupName }) => logGroupName),
    );
    await page(
      paginateListSecrets({ client: secrets }, { IncludePlannedDeletion: true }),
      'secret',
      ({ SecretList = [] }) => SecretList.map(({ Name }) => Name),
    );
    await page(paginateDescribeParameters({ client: ssm }, {}), 'parameter', ({ Parameters = [] }) =>
      Parameters.map(({ Name }) => Name),
    );
    await page(paginateListSchedules({ client: scheduler }, {}), 'schedule', ({ Schedules = [] }) =>
      Schedules.map(({ Name }) => Name),
    );
    await page(paginateDescribeAlarms({ client: cloudwatch }, {}), 'alarm', ({ MetricAlarms = [] }) =>
      MetricAlarms.map(({ AlarmName }) => AlarmName),
    );
    await page(paginateListDashboards({ client: cloudwatch }, {}), 'dashboard', ({ DashboardEntries = [] }) =>
      DashboardEntries.map(({ DashboardName }) => DashboardName),
    );
    return found.toSorted();
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}
