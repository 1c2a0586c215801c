import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { Agent, createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readCall, type SignedCall } from './api-call.ts';
import { permissionsOf } from './permissions.ts';
import type { RecordedCall, RoleSession } from './recorded-call.ts';

/** Runs a function that the emulator holds but can't run. */
export type Invoke = (functionName: string, payload: unknown) => Promise<unknown>;

/** A proxy before an emulator that writes down every call, and who made it. */
export interface Recorder {
  endpoint: string;
  /** Has invocations of Lambda functions answered by this, and no longer by the emulator. */
  answerInvocations(invoke: Invoke): void;
  /** Stops the proxy, with all calls written. */
  stop(): Promise<void>;
}

/**
 * Starts a recorder on a free loopback port.
 * @param options.target the emulator's address
 * @param options.account the account that it emulates
 * @param options.file takes a JSON line a call: {@link RecordedCall}
 */
export async function startRecorder(options: {
  target: string;
  account: string;
  file: string;
}): Promise<Recorder> {
  await mkdir(path.dirname(options.file), { recursive: true });
  const lines = createWriteStream(options.file);
  // The emulator closes idle connections at will, so that a kept one could break a call.
  const agent = new Agent({ keepAlive: false });
  const sessions = new Map<string, RoleSession>();
  let invoke: Invoke | undefined;

  const record = (call: SignedCall, status: number): void => {
    const session = sessions.get(call.accessKeyId);
    const line: RecordedCall = {
      time: new Date().toISOString(),
      accessKeyId: call.accessKeyId,
      ...(session && { session }),
      ...contextOf(call),
      service: call.service,
      operation: call.operation,
      permissions: permissionsOf(call, options.account),
      status,
    };
    lines.write(`${JSON.stringify(line)}\n`);
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = request;
    const body = await buffer(request);
    const call = readCall({ method, url, headers, body });
    if (call?.service === 'lambda' && call.operation === 'Invoke' && invoke) {
      await answerInvocation(invoke, String(call.input['FunctionName']), body, response);
      return record(call, response.statusCode);
    }
    const forwarded = send(new URL(url, options.target), { method, headers, agent });
    response.on('close', () => {
      if (!response.writableFinished) forwarded.destroy();
    });
    forwarded.end(body);
    const [answer] = (await once(forwarded, 'response')) as [IncomingMessage];
    const { statusCode: status = 502 } = answer;
    // A role's key must be known before anybody can use it.
    const kept = call?.service === 'sts' ? await buffer(answer) : undefined;
    if (call && kept && status === 200) rememberSession(sessions, call, kept.toString('utf8'));
    if (call) record(call, status);
    response.writeHead(status, answer.headers);
    if (kept) response.end(kept);
    else answer.pipe(response);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      // Whoever hung up does not wait for an answer; an emulator that did is a failed call.
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
  });
  // Long polls are quiet for longer than node's servers wait.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answerInvocations(answering) {
      invoke = answering;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
      lines.end();
      await once(lines, 'finish');
    },
  };
}

/** Answers as Lambda does, which tells of a function's failure by a header of a successful answer. */
async function answerInvocation(
  invoke: Invoke,
  functionName: string,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  try {
    const payload: unknown = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
    const result = (await invoke(functionName, payload)) ?? null;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  } catch (error) {
    response
      .writeHead(200, { 'content-type': 'application/json', 'x-amz-function-error': 'Unhandled' })
      .end(JSON.stringify({ errorMessage: error instanceof Error ? error.message : String(error) }));
  }
}

/** Learns from the answer to AssumeRole whose the new key is. */
function rememberSession(
  sessions: Map<string, RoleSession>,
  { operation, input }: SignedCall,
  answer: string,
): void {
  const [, accessKeyId] = /<AccessKeyId>([^<]+)</.exec(answer) ?? [];
  const [, arn] = /<AssumedRoleUser>[^]*?<Arn>([^<]+)</.exec(answer) ?? [];
  if (operation !== 'AssumeRole' || accessKeyId === undefined || arn === undefined) return;
  const tags = tagsOf(input);
  const policy = input['Policy'];
  sessions.set(accessKeyId, { arn, tags, ...(typeof policy === 'string' && { policy }) });
}

/** What AWS makes of a request for conditions to look at: the tags of a session that it asks for. */
function contextOf({ service, operation, input }: SignedCall): Pick<RecordedCall, 'context'> {
  if (service !== 'sts' || operation !== 'AssumeRole') return {};
  const tags = Object.entries(tagsOf(input));
  if (tags.length === 0) return {};
  return {
    context: {
      ...Object.fromEntries(tags.map(([name, value]) => [`aws:RequestTag/${name}`, value])),
      'aws:TagKeys': tags.map(([name]) => name),
    },
  };
}

/** Tags of a session, from the query protocol's numbered members. */
function tagsOf(input: Record<string, unknown>): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [name, value] of Object.entries(input)) {
    const [, index] = /^Tags\.member\.(\d+)\.Key$/.exec(name) ?? [];
    if (index !== undefined) tags[String(value)] = String(input[`Tags.member.${index}.Value`] ?? '');
  }
  return tags;
}
