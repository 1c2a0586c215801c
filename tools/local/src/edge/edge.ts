import type { AddressInfo } from 'node:net';
import type { Readiness } from '@marketscope/contracts';
import Fastify, { type FastifyInstance } from 'fastify';
import { devRoutes, type DevPorts } from './dev-routes.ts';
import { createObjectsProxy, OBJECTS_PATH } from './objects.ts';
import { matchesPath } from './path-pattern.ts';
import { createServiceProxy } from './service-proxy.ts';
import { createWebPage } from './web-page.ts';

/** Bytes of an event at the most that a function can be invoked with from `/dev`: Lambda's limit. */
const MAX_EVENT_BYTES = 6 * 1024 * 1024;
/** Ports that are tried after the wanted one. */
const MAX_PORTS = 50;

/** The one address of the stack: it stands where CloudFront stands on AWS. */
export interface Edge {
  /** What to type into a browser on this machine. */
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** Where requests for some paths go. */
export interface HttpRoute {
  /** CloudFront's patterns. */
  paths: readonly string[];
  /** Address of the service. */
  url: string;
}

export interface EdgeSettings {
  /** Address to listen on, e.g. `127.0.0.1`. */
  host: string;
  /** The port to begin with; 0 for any. When it is in use the next free one is taken. */
  port: number;
  /** The services that answer HTTP, and what of the address each does. */
  services: readonly HttpRoute[];
  /** Where the buckets are, which signed requests reach through the edge. */
  objectsUrl: string;
  /** Folder of the built page. */
  webRoot: string;
  /** State of the whole stack. */
  readiness: () => Promise<Readiness>;
  dev: DevPorts;
}

/**
 * Starts the edge: the services without buffering, the page with its deep links, `/readyz`, and `/dev`.
 * @throws Error when no port is free
 */
export async function startEdge(settings: EdgeSettings): Promise<Edge> {
  const routes = settings.services.map(({ paths, url }) => ({ paths, proxy: createServiceProxy(url) }));
  const objects = createObjectsProxy(settings.objectsUrl);
  const webPage = createWebPage(settings.webRoot);
  const app = Fastify({ forceCloseConnections: true, bodyLimit: MAX_EVENT_BYTES });

  app.addHook('onRequest', async (request, reply) => {
    const pathname = request.url.split('?')[0] ?? '/';
    // Ready is what everything is: the services' own readiness is part of the answer.
    if (pathname === '/readyz') return;
    if (pathname.startsWith(`${OBJECTS_PATH}/`)) {
      reply.hijack();
      objects.handle(request.raw, reply.raw);
      return;
    }
    const route = routes.find(({ paths }) => paths.some((pattern) => matchesPath(pattern, pathname)));
    if (!route) return;
    reply.hijack();
    route.proxy.handle(request.raw, reply.raw);
  });
  app.get('/readyz', async (_request, reply) => {
    const state = await settings.readiness();
    return reply.code(state.ready ? 200 : 503).send(state);
  });
  await app.register(
    async (scope) => {
      devRoutes(scope, { dev: settings.dev });
      scope.setNotFoundHandler((_request, reply) =>
        reply.code(404).send({ detail: 'There is no such path.' }),
      );
    },
    { prefix: '/dev' },
  );
  app.setNotFoundHandler((request, reply) => {
    reply.hijack();
    webPage(request.raw, reply.raw);
  });

  const port = await listenOnFreePort(app, settings);
  return {
    url: `http://${settings.host === '0.0.0.0' || settings.host === '::' ? '127.0.0.1' : settings.host}:${port}`,
    port,
    async stop() {
      await app.close();
      for (const { proxy } of routes) proxy.close();
      objects.close();
    },
  };
}

/** @throws Error when none of the ports from the wanted one on is free */
async function listenOnFreePort(
  app: FastifyInstance,
  { host, port }: { host: string; port: number },
): Promise<number> {
  for (let candidate = port; candidate < port + MAX_PORTS && candidate < 65_536; candidate++)
    try {
      await app.listen({ host, port: candidate });
      return (app.server.address() as AddressInfo).port;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    }
  throw new Error(`no port from ${port} to ${port + MAX_PORTS - 1} is free; set PORT to another`);
}
