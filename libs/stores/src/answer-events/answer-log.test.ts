import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { answerLogContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createAnswerLog } from './answer-log.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('answer-events in DynamoDB', () => {
  answerLogContract(async () =>
    createAnswerLog({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'answer-events'),
    }),
  );
});
