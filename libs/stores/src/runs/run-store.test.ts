import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { runStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRunStore } from './run-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('runs in DynamoDB', () => {
  runStoreContract(async () =>
    createRunStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'runs'),
    }),
  );

  it('counts a batch that was stored and not counted, when it is told again', async () => {
    const { documents } = cloud.clients;
    const table = await createEmptyTable(cloud, 'runs');
    const store = createRunStore({ documents, table });
    const startedAt = '2026-11-20T21:30:00.000Z';
    const run = { runId: 'daily-1', trigger: 'daily', sessionDate: '2026-11-20', startedAt } as const;
    await store.begin({ ...run, batches: [['AAPL'], ['KO']] });
    const outcome = { batch: 0, finishedAt: startedAt, lost: false, failed: [], prices: [] };

    const dying = Object.create(documents, {
      send: {
        value: async (command: { input: { UpdateExpression?: string } }) => {
          if (command.input.UpdateExpression?.includes('batchesDone')) throw new Error('killed');
          return documents.send(command as Parameters<typeof documents.send>[0]);
        },
      },
    }) as typeof documents;
    await expect(createRunStore({ documents: dying, table }).finishBatch('daily-1', outcome)).rejects.toThrow(
      'killed',
    );
    expect((await store.batch('daily-1', 0))?.outcome).toEqual(outcome);
    expect((await store.progress('daily-1'))?.batchesDone).toBe(0);
    for (let time = 0; time < 2; time += 1)
      expect((await store.finishBatch('daily-1', outcome)).batchesDone).toBe(1);
  });
});
