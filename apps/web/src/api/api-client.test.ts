import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApiClient, type Credentials } from './api-client.ts';
import { ApiError, UnexpectedAnswerError, UnreachableError } from './api-error.ts';

/** A server that takes one token only, and tells what it was sent. */
function serverTaking(goodToken: string) {
  const tokens: (string | null)[] = [];
  const answer: typeof fetch = async (_, init) => {
    const token = new Headers(init?.headers).get('authorization');
    tokens.push(token);
    return token === `Bearer ${goodToken}`
      ? Response.json({ ok: true })
      : Response.json(
          { type: 'about:blank', title: 'Unauthorized', status: 401, code: 'unauthenticated' },
          { status: 401 },
        );
  };
  return { tokens, fetch: answer };
}

const renewing = (first: string, next: string | undefined): Credentials => ({
  accessToken: async () => first,
  renew: async () => next,
});

const schema = z.object({ ok: z.boolean() });

describe('a request that is refused for its token', () => {
  it('is sent once more with a new one, unnoticed', async () => {
    const server = serverTaking('new');
    const client = createApiClient({ fetch: server.fetch, credentials: renewing('old', 'new') });
    expect(await client.json('/api/x', schema)).toEqual({ ok: true });
    expect(server.tokens).toEqual(['Bearer old', 'Bearer new']);
  });

  it('is sent no third time', async () => {
    const server = serverTaking('another');
    const client = createApiClient({ fetch: server.fetch, credentials: renewing('old', 'new') });
    await expect(client.json('/api/x', schema)).rejects.toMatchObject({
      status: 401,
      code: 'unauthenticated',
    });
    expect(server.tokens).toHaveLength(2);
  });

  it('fails when the session is over', async () => {
    const server = serverTaking('new');
    const client = createApiClient({ fetch: server.fetch, credentials: renewing('old', undefined) });
    await expect(client.json('/api/x', schema)).rejects.toBeInstanceOf(ApiError);
    expect(server.tokens).toHaveLength(1);
  });
});

describe('an answer', () => {
  const clientOf = (answer: () => Promise<Response>) => createApiClient({ fetch: answer });

  it('that is not what the contract says is refused', async () => {
    const client = clientOf(async () => Response.json({ ok: 'perhaps' }));
    await expect(client.json('/api/x', schema)).rejects.toBeInstanceOf(UnexpectedAnswerError);
  });

  it('that is no JSON at all is refused', async () => {
    const client = clientOf(async () => new Response('<html>'));
    await expect(client.json('/api/x', schema)).rejects.toBeInstanceOf(UnexpectedAnswerError);
  });

  it('that never comes means that the API can’t be reached', async () => {
    const client = clientOf(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(client.json('/api/x', schema)).rejects.toBeInstanceOf(UnreachableError);
  });

  it('of a proxy, which knows no problem documents, still has its status', async () => {
    const client = clientOf(async () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    await expect(client.json('/api/x', schema)).rejects.toMatchObject({ status: 502, code: 'http-502' });
  });

  it('that is no stream, where one was asked for, is refused', async () => {
    const client = clientOf(async () => Response.json({ ok: true }));
    await expect(client.events('/api/x')).rejects.toBeInstanceOf(UnexpectedAnswerError);
  });
});
