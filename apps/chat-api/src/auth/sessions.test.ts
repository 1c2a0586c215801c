import { session, type Session } from '@marketscope/contracts';
import {
  decodeJwt,
  decodeProtectedHeader,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
} from 'jose';
import { expect, it } from 'vitest';
import { appOnFakes, minutes, problemIn } from '../testing/app-on-fakes.ts';

const hours = (count: number): number => minutes(60 * count);

async function signedIn() {
  const fixture = await appOnFakes();
  const person = await fixture.register('ada');
  const refresh = (refreshToken: string) => fixture.post('/api/auth/refresh', { refreshToken });
  return {
    ...fixture,
    first: person.session,
    refresh,
    async refreshed(refreshToken: string): Promise<Session> {
      const response = await refresh(refreshToken);
      expect(response.statusCode, response.body).toBe(200);
      return session.parse(response.json());
    },
    whoAmI: (accessToken: string) =>
      fixture.app.inject({ url: '/api/me', headers: { authorization: `Bearer ${accessToken}` } }),
  };
}

it('gives a new token for a refresh token, which is then good for one refresh', async () => {
  const { first, refreshed, refresh, pass, whoAmI } = await signedIn();
  const second = await refreshed(first.refreshToken);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect(second.user).toEqual(first.user);
  expect((await whoAmI(second.accessToken)).statusCode).toBe(200);
  pass(minutes(1));
  await refreshed(second.refreshToken);
  expect((await refresh('never.given')).statusCode).toBe(401);
});

it('ends the session when a replaced token comes back: someone else has it', async () => {
  const { first, refreshed, refresh, pass } = await signedIn();
  const second = await refreshed(first.refreshToken);
  pass(31_000);
  const reused = await refresh(first.refreshToken);
  expect(reused.statusCode).toBe(401);
  expect(problemIn(reused).code).toBe('invalid-refresh-token');
  expect((await refresh(second.refreshToken)).statusCode).toBe(401);
});

it('gives the same new token again to who never got the answer, for half a minute', async () => {
  const { first, refreshed, pass } = await signedIn();
  const [one, other] = await Promise.all([refreshed(first.refreshToken), refreshed(first.refreshToken)]);
  pass(30_000);
  const again = await refreshed(first.refreshToken);
  expect(new Set([one, other, again].map(({ refreshToken }) => refreshToken)).size).toBe(1);
  await refreshed(again.refreshToken);
});

it('ends the session when a token that was replaced twice comes back, however soon', async () => {
  const { first, refreshed, refresh } = await signedIn();
  const second = await refreshed(first.refreshToken);
  const third = await refreshed(second.refreshToken);
  expect((await refresh(first.refreshToken)).statusCode).toBe(401);
  expect((await refresh(third.refreshToken)).statusCode).toBe(401);
});

it('ends a session 24 hours after the sign-in, however often it was refreshed', async () => {
  const { first, refreshed, refresh, pass } = await signedIn();
  pass(hours(23));
  const second = await refreshed(first.refreshToken);
  pass(hours(1));
  expect((await refresh(second.refreshToken)).statusCode).toBe(401);
});

it('ends the session on signing out, and answers the same when there was none', async () => {
  const { first, post, refresh } = await signedIn();
  for (let time = 1; time <= 2; time++) {
    const response = await post('/api/auth/logout', { refreshToken: first.refreshToken });
    expect(response.statusCode).toBe(204);
    expect(response.body).toBe('');
  }
  expect((await refresh(first.refreshToken)).statusCode).toBe(401);
});

it('does not sign out who owns the session at the word of who only knows its name', async () => {
  const { first, post, refreshed } = await signedIn();
  const [sessionId] = first.refreshToken.split('.');
  await post('/api/auth/logout', { refreshToken: `${sessionId}.${'A'.repeat(43)}` });
  await refreshed(first.refreshToken);
});

it('stores no refresh token, but its digest', async () => {
  const { first, ports } = await signedIn();
  const [sessionId, secret] = first.refreshToken.split('.');
  const stored = await ports.sessions.get(sessionId ?? '', ports.clock());
  expect(stored?.userId).toBe(first.user.id);
  expect(JSON.stringify(stored)).not.toContain(secret);
});

it('believes an access token for 15 minutes', async () => {
  const { first, whoAmI, pass } = await signedIn();
  pass(minutes(15) - 1000);
  expect((await whoAmI(first.accessToken)).statusCode).toBe(200);
  pass(1000);
  const response = await whoAmI(first.accessToken);
  expect(response.statusCode).toBe(401);
  expect(response.headers['www-authenticate']).toBe('Bearer');
});

it('believes no token but its own', async () => {
  const { first, whoAmI, keySet } = await signedIn();
  const { kid } = decodeProtectedHeader(first.accessToken);
  const claims = decodeJwt(first.accessToken);
  const ours = await generateKeyPair('EdDSA');
  const forged = async (header: { alg: string; kid?: string; typ?: string }, key: CryptoKey | Uint8Array) =>
    new SignJWT(claims).setProtectedHeader(header).sign(key);
  const [head, , signature] = first.accessToken.split('.');
  const otherBody = Buffer.from(JSON.stringify({ ...claims, sub: 'eve' })).toString('base64url');
  const known = { alg: 'EdDSA', kid: kid ?? '', typ: 'at+jwt' };

  const tokens = {
    unsigned: new UnsecuredJWT(claims).encode(),
    'of another key under a known id': await forged(known, ours.privateKey),
    'of an unknown key id': await forged({ ...known, kid: 'forged' }, ours.privateKey),
    'without a key id': await forged({ alg: 'EdDSA', typ: 'at+jwt' }, ours.privateKey),
    'with the public key as a shared secret': await forged(
      { ...known, alg: 'HS256' },
      Buffer.from(keySet.keys[0]?.jwk.x ?? '', 'base64url'),
    ),
    'with other claims under the signature': `${head}.${otherBody}.${signature}`,
    'no token at all': 'made-up',
  };
  for (const [name, token] of Object.entries(tokens))
    expect((await whoAmI(token)).statusCode, name).toBe(401);
});

it('checks issuer, audience and type of what its own key signed', async () => {
  const { first, whoAmI, keySet } = await signedIn();
  const [key] = keySet.keys;
  const privateKey = await crypto.subtle.importKey('jwk', key?.jwk ?? {}, 'Ed25519', false, ['sign']);
  const claims = decodeJwt(first.accessToken);
  const signed = (change: object, typ = 'at+jwt') =>
    new SignJWT({ ...claims, ...change })
      .setProtectedHeader({ alg: 'EdDSA', kid: key?.kid ?? '', typ })
      .sign(privateKey);
  expect((await whoAmI(await signed({}))).statusCode).toBe(200);
  for (const token of [
    await signed({ iss: 'another' }),
    await signed({ aud: 'another' }),
    await signed({ sub: undefined }),
    await signed({ exp: undefined }),
    await signed({}, 'JWT'),
  ])
    expect((await whoAmI(token)).statusCode).toBe(401);
});
