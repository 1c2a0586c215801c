import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { demoAccount } from '@marketscope/local';
import { session } from '@marketscope/contracts';

/**
 * Rotates secrets as Secrets Manager would, by the rotator's four steps. Whoever is signed in stays so, and can sign in.
 * @param secrets their ARNs
 * @param rotate invokes the rotator
 * @throws AssertionError
 */
export async function rotateSecrets(
  url: string,
  secrets: readonly string[],
  rotate: (event: unknown) => Promise<unknown>,
): Promise<void> {
  const before = await signIn(url);
  for (const SecretId of secrets) {
    const ClientRequestToken = randomUUID();
    for (const Step of ['createSecret', 'setSecret', 'testSecret', 'finishSecret'])
      await rotate({ Step, SecretId, ClientRequestToken });
  }
  for (const token of [before, await signIn(url)]) {
    const answer = await fetch(new URL('/api/me', url), { headers: { authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 200, 'a token of before a rotation and one of after it are both good');
  }
}

async function signIn(url: string): Promise<string> {
  const { email, password } = demoAccount;
  const answer = await fetch(new URL('/api/auth/login', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  assert.equal(answer.status, 200, 'the demo account can sign in');
  return session.parse(await answer.json()).accessToken;
}
