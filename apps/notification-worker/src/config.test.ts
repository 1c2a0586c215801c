import { ConfigurationError, readConfiguration } from '@marketscope/runtime';
import { readTopology } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { configurationSchema, resourceNames } from './config.ts';

it('reaches what the topology grants, and nothing else', async () => {
  const { services } = await readTopology();
  const grants = services['notification-worker']?.grants;
  expect(Object.keys(grants?.tables ?? {}).toSorted()).toEqual([...resourceNames.tables].sort());
  expect(Object.keys(grants?.queues ?? {}).toSorted()).toEqual([...resourceNames.queues].sort());
  expect([grants?.topics, grants?.buckets, grants?.secrets]).toEqual([{}, {}, {}]);
});

it('names every fault of its environment at once', () => {
  const read = () =>
    readConfiguration(configurationSchema, {
      TABLE_USERS: 'users',
      SMTP_URL: 'http://mail.example',
      MAIL_FROM: 'nobody',
    });
  expect(read).toThrow(ConfigurationError);
  for (const name of ['TABLE_DELIVERIES', 'QUEUE_URL_DELIVERIES', 'SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL'])
    expect(read).toThrow(`- ${name}: `);
});
