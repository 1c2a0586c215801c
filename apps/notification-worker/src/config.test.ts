import { serviceEnvironment } from '@marketscope/contracts/topology';
import { ConfigurationError, readConfiguration } from '@marketscope/runtime';
import { readTopology } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { configurationSchema, resourceNames } from './config.ts';

it('reaches what the topology grants, and nothing else', async () => {
  const { services } = await readTopology();
  const grants = services['notification-worker']?.grants;
  expect(Object.keys(grants?.tables ?? {}).toSorted()).toEqual([...resourceNames.tables].sort());
  expect(Object.keys(grants?.queues ?? {}).toSorted()).toEqual([...resourceNames.queues].sort());
  expect(Object.keys(grants?.topics ?? {})).toEqual([...resourceNames.topics]);
  expect(Object.keys(grants?.secrets ?? {}).toSorted()).toEqual([...resourceNames.secrets].sort());
  expect(grants?.buckets).toEqual({});
});

it('names every fault of its environment at once', () => {
  const read = () =>
    readConfiguration(configurationSchema, {
      TABLE_USERS: 'users',
      SMTP_URL: 'http://mail.example',
      MAIL_FROM: 'nobody',
      OPERATOR_EMAILS: 'ada@example.com, nobody',
      OPERATOR_SMS: 'yes',
    });
  expect(read).toThrow(ConfigurationError);
  for (const name of [
    'TABLE_DELIVERIES',
    'QUEUE_URL_DELIVERIES',
    'TOPIC_ARN_OPERATOR_MESSAGES',
    'SECRET_SMTP_PASSWORD',
    'SMTP_URL',
    'MAIL_FROM',
    'OPERATOR_EMAILS.1',
    'OPERATOR_SMS',
    'PUBLIC_URL',
  ])
    expect(read).toThrow(`- ${name}: `);
});

it('tells no operators unless it is told whom, and takes several addresses', async () => {
  const topology = await readTopology();
  const worker = topology.services['notification-worker'];
  if (!worker) throw new TypeError('the topology has no notification-worker');
  const address = (name: string): string => name;
  const environment = {
    ...serviceEnvironment(worker, {
      table: address,
      queue: address,
      topic: address,
      bucket: address,
      secret: address,
      parameter: address,
    }),
    SMTP_URL: 'smtp://mailer@mail.example:587',
    MAIL_FROM: 'MarketScope <no-reply@example.com>',
    PUBLIC_URL: 'https://marketscope.example',
  };
  expect(readConfiguration(configurationSchema, environment)).toMatchObject({
    OPERATOR_EMAILS: [],
    OPERATOR_SMS: 'off',
  });
  expect(
    readConfiguration(configurationSchema, {
      ...environment,
      OPERATOR_EMAILS: 'ada@example.com, eve@example.com',
    }).OPERATOR_EMAILS,
  ).toEqual(['ada@example.com', 'eve@example.com']);
});
