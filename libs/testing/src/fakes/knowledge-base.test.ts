import { describe } from 'vitest';
import { knowledgeBaseContract } from '../contracts/knowledge-base.ts';
import { createFakeKnowledgeBase } from './knowledge-base.ts';

describe('files of documents in memory', () => {
  knowledgeBaseContract(async () => createFakeKnowledgeBase());
});
