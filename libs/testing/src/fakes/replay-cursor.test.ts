import { describe } from 'vitest';
import { replayCursorContract } from '../contracts/replay-cursor.ts';
import { createFakeReplayCursor } from './replay-cursor.ts';

describe('the replay cursor in memory', () => {
  replayCursorContract(async () => createFakeReplayCursor());
});
