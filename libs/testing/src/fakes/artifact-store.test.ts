import { describe } from 'vitest';
import { artifactStoreContract } from '../contracts/artifact-store.ts';
import { createFakeArtifactStore } from './artifact-store.ts';

describe('artifacts in memory', () => {
  artifactStoreContract(async () => createFakeArtifactStore());
});
