import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Ends when the app begins to close: streams end then, as nothing else would make them. */
    closing: AbortSignal;
  }
}

/**
 * Lets an app that closes finish what is under way, and then at once. A browser opens connections in advance; Node takes
 * one that was never used for busy, and would wait for it.
 */
export function closeInOrder(app: FastifyInstance): void {
  const closing = new AbortController();
  let underWay = 0;
  const closeUnused = (): void => {
    if (closing.signal.aborted && underWay === 0) app.server.closeAllConnections();
  };
  app.decorate('closing', closing.signal);
  app.server.on('request', (_request, response) => {
    underWay++;
    response.once('close', () => {
      underWay--;
      closeUnused();
    });
  });
  app.server.on('connection', (socket) => {
    if (closing.signal.aborted) socket.destroy();
  });
  app.addHook('preClose', async () => {
    closing.abort();
    closeUnused();
  });
}
