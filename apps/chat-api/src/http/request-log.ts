import { MetricUnit, type MetricSink } from '@marketscope/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pathOf } from './problems.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Links all that this request leads to, in logs and events: the caller's `x-correlation-id`, or a new one. */
    correlationId: string;
  }
}

/**
 * Logs each answer and measures its latency, `APILatency`: the milliseconds until its first byte, since a stream's last
 * one says nothing about us. Paths are logged without their query, which may hold what people typed.
 */
export function logRequests(app: FastifyInstance, metrics: MetricSink): void {
  app.decorateRequest('correlationId', '');
  app.addHook('onRequest', async (request, reply) => {
    const given = request.headers['x-correlation-id'];
    request.correlationId = typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : request.id;
    reply.header('x-correlation-id', request.correlationId).header('x-request-id', request.id);
  });
  app.addHook('onSend', async (request, reply) => {
    metrics.record('APILatency', MetricUnit.Milliseconds, Math.round(reply.elapsedTime), {
      route: routeOf(request),
      status: String(reply.statusCode),
    });
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        correlationId: request.correlationId,
        method: request.method,
        route: routeOf(request),
        path: pathOf(request),
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
        address: request.ip,
        ...(request.account !== null && { userId: request.account }),
      },
      'request answered',
    );
  });
}

/** The route's pattern, which has few values, where a path has many. */
function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
}
