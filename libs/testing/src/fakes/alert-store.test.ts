import { describe } from 'vitest';
import { alertStoreContract } from '../contracts/alert-store.ts';
import { createFakeAlertStore } from './alert-store.ts';

describe('alerts in memory', () => {
  alertStoreContract(async () => createFakeAlertStore());
});
