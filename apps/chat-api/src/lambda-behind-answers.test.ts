import { EventEmitter, once } from 'node:events';
import { PassThrough, type Writable } from 'node:stream';
import type { BackgroundWork } from '@marketscope/runtime';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import Fastify from 'fastify';
import { expect, it, vi } from 'vitest';
import { environmentWithoutCloud } from './testing/service-environment.ts';

type Handler = (event: APIGatewayProxyEventV2, stream: Writable, context: Context) => Promise<void>;

const gates = new EventEmitter();

// A service that answers at once, and goes on behind the answer until the gate opens.
vi.mock('./service.ts', () => ({
  createService: async (_config: unknown, { background }: { background: BackgroundWork }) => {
    const app = Fastify();
    app.get('/', async () => {
      background.start(async () => void (await once(gates, 'open')));
      return 'answer';
    });
    return app;
  },
}));

it('gives the whole answer at once, and ends the invocation when what goes on behind it is done', async () => {
  const environment = await environmentWithoutCloud();
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.stubGlobal('awslambda', {
    streamifyResponse: (streaming: Handler) => streaming,
    HttpResponseStream: { from: (stream: Writable) => stream },
  });
  const { handler } = (await import('./lambda.ts')) as { handler: Handler };

  const stream = new PassThrough();
  const ended = vi.fn();
  const event = {
    version: '2.0',
    rawPath: '/',
    rawQueryString: '',
    headers: {},
    requestContext: { http: { method: 'GET', sourceIp: '203.0.113.7' } },
  } as unknown as APIGatewayProxyEventV2;
  const invocation = handler(event, stream, {} as Context).then(ended);
  const chunks = await stream.setEncoding('utf8').toArray();
  expect(chunks.join('')).toBe('answer');
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).not.toHaveBeenCalled();
  gates.emit('open');
  await invocation;
});
