import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServiceProxy, type ServiceProxy } from './service-proxy.ts';

/** Where the edge offers the buckets: a page may send to its own address without asking for leave. */
export const OBJECTS_PATH = '/objects';

/**
 * Hands signed requests for single objects on to the buckets. What was uploaded is never a page of this address: a browser
 * saves it, and would run nothing in it.
 * @param target address of the buckets
 */
export function createObjectsProxy(target: string): ServiceProxy {
  const proxy = createServiceProxy(target);
  return {
    handle(request: IncomingMessage, response: ServerResponse) {
      const url = new URL(request.url ?? '/', 'http://edge');
      const isSigned = url.searchParams.has('X-Amz-Signature');
      if (!isSigned || !['GET', 'HEAD', 'PUT'].includes(request.method ?? '')) {
        response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
        response.end('Only signed requests reach the buckets.\n');
        return;
      }
      response.setHeader('content-security-policy', "sandbox; default-src 'none'");
      response.setHeader('x-content-type-options', 'nosniff');
      request.url = `${url.pathname.slice(OBJECTS_PATH.length)}${url.search}`;
      proxy.handle(request, response);
    },
    close: () => proxy.close(),
  };
}
