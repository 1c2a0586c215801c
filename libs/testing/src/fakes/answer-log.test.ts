import { describe } from 'vitest';
import { answerLogContract } from '../contracts/answer-log.ts';
import { createFakeAnswerLog } from './answer-log.ts';

describe('answer-events in memory', () => {
  answerLogContract(async () => createFakeAnswerLog());
});
