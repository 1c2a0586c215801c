import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { textSenderContract } from '@marketscope/testing/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSlackWebhook } from './slack-webhook.ts';

const servers: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(servers.splice(0).map((stop) => stop())));

/** A server that takes webhooks as Slack does, or answers as it is told. */
async function startSlack(answer: { status: number; body?: string; location?: string } = { status: 200 }) {
  const posted: { path: string | undefined; body: string }[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    posted.push({ path: request.url, body: await text(request) });
    if (answer.location !== undefined) response.setHeader('location', answer.location);
    response.writeHead(answer.status).end(answer.body ?? 'ok');
  };
  const server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = (): Promise<unknown> => new Promise((resolve) => server.close(resolve));
  servers.push(stop);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  const origin = `http://127.0.0.1:${address.port}`;
  return { posted, origin, stop, sender: createSlackWebhook({ url: `${origin}/services/T0/B0/x`, origin }) };
}

const send = (sender: ReturnType<typeof createSlackWebhook>) =>
  sender.send('Hello', { signal: AbortSignal.timeout(10_000) });

describe('texts to a webhook of Slack', () => {
  textSenderContract(async () => {
    const { posted, sender } = await startSlack();
    const message = z.object({ text: z.string() });
    return { sender, accepted: async () => posted.map(({ body }) => message.parse(JSON.parse(body)).text) };
  });

  it.each([
    ['rejected', 404, 'no_service'],
    ['unavailable', 429, 'rate_limited'],
    ['unavailable', 500, ''],
  ])('says %s of an answer %i', async (code, status, body) => {
    const { sender } = await startSlack({ status, body });
    await expect(send(sender)).rejects.toMatchObject({
      code,
      message: `Slack answered ${status} ${body}`.trim(),
    });
  });

  it('is unavailable while nobody listens', async () => {
    const { sender, stop } = await startSlack();
    await stop();
    await expect(send(sender)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('never follows to another place', async () => {
    const elsewhere = await startSlack();
    const { sender } = await startSlack({ status: 302, location: `${elsewhere.origin}/internal` });
    await expect(send(sender)).rejects.toMatchObject({ code: 'rejected' });
    expect(elsewhere.posted).toEqual([]);
  });

  it.each([
    'http://hooks.slack.com/services/x',
    'https://hooks.slack.com.example.com/services/x',
    'https://hooks.slack.com:8443/services/x',
    'https://hooks.slack.com@169.254.169.254/latest/meta-data',
    'https://user:password@hooks.slack.com/services/x',
    'file:///etc/passwd',
    'no address',
  ])('refuses %s without asking it, and does not tell it', async (url) => {
    const refused = await send(createSlackWebhook({ url })).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'rejected',
      message: 'the webhook is not one of https://hooks.slack.com',
    });
  });
});
