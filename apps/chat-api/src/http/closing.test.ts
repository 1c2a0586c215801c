import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { closeInOrder } from './closing.ts';

it('finishes the request that is under way, and waits for no connection that was never used', async () => {
  const app = Fastify();
  closeInOrder(app);
  let finish: ((answer: string) => void) | undefined;
  const arrived = new Promise<void>((resolve) => {
    app.get('/', () => {
      resolve();
      return new Promise((answer) => (finish = answer));
    });
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const unused = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  await once(unused, 'connect');
  const answer = fetch(url);
  await arrived;

  const closed = app.close();
  await expect.poll(() => app.closing.aborted).toBe(true);
  finish?.('done');
  expect(await (await answer).text()).toBe('done');
  await closed;
  unused.destroy();
});
