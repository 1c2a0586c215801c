import { describe } from 'vitest';
import { screenStoreContract } from '../contracts/screen-store.ts';
import { createFakeScreenStore } from './screen-store.ts';

describe('screens in memory', () => {
  screenStoreContract(async () => createFakeScreenStore());
});
