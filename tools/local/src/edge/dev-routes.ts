import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FunctionError } from '../functions/function-error.ts';
import { mailListPage, mailPage } from '../mail/mail-pages.ts';
import type { MailStore } from '../mail/mail-store.ts';
import type { RunReport } from '../stack/run-report.ts';

/** What is behind `/dev`: there on a laptop only. */
export interface DevPorts {
  mails: Pick<MailStore, 'list' | 'get'>;
  /** Names of the functions. */
  functions: readonly string[];
  /** @throws FunctionError */
  invoke: (name: string, payload: unknown) => Promise<unknown>;
  runReport: (runId: string) => Promise<RunReport | undefined>;
}

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** Routes under `/dev`: the mails that were sent, invocations of functions, and how update runs went. */
export function devRoutes(app: FastifyInstance, { dev }: { dev: DevPorts }): void {
  app.addHook('onRequest', refuseStrangers);

  app.get('/stack', () => ({ pid: process.pid }));

  app.get('/mail', () => dev.mails.list().toReversed());
  app.get('/mail/', (_request, reply) => reply.redirect('/dev/mail/inbox'));
  app.get('/mail/inbox', (_request, reply) => page(reply, mailListPage(dev.mails.list())));
  app.get<{ Params: { id: string } }>('/mail/inbox/:id', (request, reply) => {
    const mail = dev.mails.get(request.params.id);
    return mail ? page(reply, mailPage(mail)) : notFound(reply, 'There is no such mail.');
  });
  app.get<{ Params: { id: string } }>('/mail/inbox/:id/html', (request, reply) => {
    const mail = dev.mails.get(request.params.id);
    if (!mail) return notFound(reply, 'There is no such mail.');
    return reply
      .type('text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
      )
      .send(mail.html);
  });

  app.post<{ Params: { name: string } }>('/functions/:name', async (request, reply) => {
    const { name } = request.params;
    if (!dev.functions.includes(name))
      return notFound(reply, `There is no function ${name}, but ${dev.functions.join(', ')}.`);
    try {
      return { result: (await dev.invoke(name, request.body)) ?? null };
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      return reply.code(502).send({ errorType: error.errorType, detail: error.message });
    }
  });

  app.get<{ Params: { runId: string } }>('/runs/:runId', async (request, reply) => {
    return (await dev.runReport(request.params.runId)) ?? notFound(reply, 'There is no such run.');
  });
}

/** Keeps out other machines, other sites' pages, and pages under a name that was made to mean this machine. */
async function refuseStrangers(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const { 'sec-fetch-site': site, 'content-type': type = '' } = request.headers;
  // A form of another site can't say that it sends JSON.
  if (request.method === 'POST' && !type.startsWith('application/json'))
    return reply.code(415).send({ detail: 'Send JSON, with its content type.' });
  if (
    LOOPBACK_ADDRESSES.includes(request.ip) &&
    LOOPBACK_NAMES.includes(request.hostname) &&
    (site === undefined || site === 'same-origin' || site === 'none')
  )
    return undefined;
  return reply.code(403).send({ detail: 'This is for the person at this machine alone.' });
}

function page(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'none'",
    )
    .header('x-content-type-options', 'nosniff')
    .send(html);
}

function notFound(reply: FastifyReply, detail: string): FastifyReply {
  return reply.code(404).send({ detail });
}
