import { describe } from 'vitest';
import { peopleReaderContract } from '../contracts/people-reader.ts';
import { createFakePeopleReader } from './people-reader.ts';

describe('people in memory', () => {
  peopleReaderContract(async (everyone) => createFakePeopleReader(everyone));
});
