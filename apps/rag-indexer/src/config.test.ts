import { readTopology } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { resourceNames } from './config.ts';

it('reaches what the topology grants, and nothing else', async () => {
  const grants = (await readTopology()).services['rag-indexer']?.grants;
  expect(Object.keys(grants?.tables ?? {})).toEqual([...resourceNames.tables]);
  expect(Object.keys(grants?.topics ?? {})).toEqual([...resourceNames.topics]);
  expect(Object.keys(grants?.buckets ?? {}).toSorted()).toEqual([...resourceNames.buckets].sort());
  expect(Object.keys(grants?.secrets ?? {}).toSorted()).toEqual([...resourceNames.secrets].sort());
  expect(grants?.queues).toEqual({});
});
