import { describe } from 'vitest';
import { secretVersionsContract } from '../contracts/secret-versions.ts';
import { createFakeSecretVersions } from './secret-versions.ts';

describe('the fake of secret versions', () => {
  secretVersionsContract(async () => ({ versions: createFakeSecretVersions(), secret: 'jwt-secret' }));
});
