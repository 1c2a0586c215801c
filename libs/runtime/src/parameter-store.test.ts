import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { optionalParameter } from './parameters.ts';

/** Parameter Store with one parameter; what it was asked, by operation. */
let asked: { operation: string | undefined; input: unknown }[];
let server: Server;
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const input = JSON.parse(body) as { Name: string };
      asked.push({ operation: request.headers['x-amz-target']?.toString(), input });
      const found = input.Name === '/marketscope/test/alpaca/key-id';
      response.writeHead(found ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(
        JSON.stringify(
          found ? { Parameter: { Name: input.Name, Value: 'PK123' } } : { __type: 'ParameterNotFound' },
        ),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  vi.stubEnv('AWS_ENDPOINT_URL_SSM', `http://127.0.0.1:${address.port}`);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it('gives a parameter of Parameter Store, decrypted', async () => {
  expect(await optionalParameter('/marketscope/test/alpaca/key-id')()).toBe('PK123');
  expect(asked).toEqual([
    {
      operation: 'AmazonSSM.GetParameter',
      input: { Name: '/marketscope/test/alpaca/key-id', WithDecryption: true },
    },
  ]);
});

it('takes a parameter that is not there for one that is not set', async () => {
  expect(await optionalParameter('/marketscope/test/alpaca/secret-key')()).toBeUndefined();
});
