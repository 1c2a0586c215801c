import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { problem } from '@marketscope/contracts';
import { createProxyServer } from 'httpxy';

/** Hands requests on to a service, and its answers back as they come; either side's hanging up is the other's. */
export interface ServiceProxy {
  handle(request: IncomingMessage, response: ServerResponse): void;
  close(): void;
}

/** @param target address of the service */
export function createServiceProxy(target: string): ServiceProxy {
  const agent = new Agent({ keepAlive: true });
  const proxy = createProxyServer({ target, agent, xfwd: true });
  return {
    handle(request, response) {
      // What a client says of where it comes from is not believed: xfwd tells.
      request.headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !/^(x-forwarded-.+|forwarded)$/.test(name)),
      );
      proxy.web(request, response).catch(() => {
        if (response.headersSent) response.destroy();
        else answerUnavailable(request, response);
      });
    },
    close() {
      agent.destroy();
    },
  };
}

function answerUnavailable({ url }: IncomingMessage, response: ServerResponse): void {
  const body = problem.parse({
    type: 'about:blank',
    title: 'Service Unavailable',
    status: 503,
    code: 'service-unavailable',
    detail: 'This part of MarketScope is not there at the moment. Try again in a few seconds.',
    instance: url?.split('?')[0],
  });
  response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '2' });
  response.end(JSON.stringify(body));
}
