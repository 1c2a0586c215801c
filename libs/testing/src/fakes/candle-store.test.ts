import { describe } from 'vitest';
import { candleStoreContract } from '../contracts/candle-store.ts';
import { createFakeCandleStore } from './candle-store.ts';

describe('candles in memory', () => {
  candleStoreContract(async () => createFakeCandleStore());
});
