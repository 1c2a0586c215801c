import { randomUUID } from 'node:crypto';
import {
  alert,
  alertListResponse,
  chatAnswer,
  notificationListResponse,
  quoteResponse,
  session,
  type Alert,
  type AlertRequest,
  type ChatAnswer,
  type NotificationListResponse,
  type QuoteResponse,
} from '@marketscope/contracts';
import { inject } from 'vitest';
import { z } from 'zod';

/** Somebody with an account, who uses the API. */
export interface Person {
  email: string;
  password: string;
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  quote(symbol: string): Promise<QuoteResponse>;
  makeAlert(request: Partial<AlertRequest>): Promise<Alert>;
  alerts(): Promise<Alert[]>;
  ask(message: string): Promise<ChatAnswer>;
  inbox(): Promise<NotificationListResponse>;
}

export const demo = { email: 'demo@example.com', password: 'marketscope-demo' };

/** Registers somebody new. */
export async function register(): Promise<Person> {
  const account = { email: `${randomUUID()}@example.com`, password: randomUUID(), name: 'Grace Hopper' };
  return asPerson(account, await post('/api/auth/register', account, 201));
}

/** Signs somebody in who has an account. */
export async function signIn(account: { email: string; password: string }): Promise<Person> {
  return asPerson(account, await post('/api/auth/login', account, 200));
}

async function post(path: string, body: unknown, expected: number): Promise<string> {
  const response = await fetch(`${inject('stack').url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.status !== expected)
    throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  return session.parse(await response.json()).accessToken;
}

function asPerson(account: { email: string; password: string }, accessToken: string): Person {
  const request: Person['request'] = (method, path, body, headers = {}) =>
    fetch(`${inject('stack').url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const read = async <Schema extends z.ZodType>(schema: Schema, ...args: Parameters<Person['request']>) => {
    const response = await request(...args);
    if (!response.ok) throw new Error(`${args[0]} ${args[1]}: ${response.status} ${await response.text()}`);
    return schema.parse(await response.json());
  };
  return {
    ...account,
    request,
    quote: (symbol) => read(quoteResponse, 'GET', `/api/stock/quote/${encodeURIComponent(symbol)}`),
    makeAlert: (alertToMake) => read(alert, 'POST', '/api/alerts', alertToMake),
    alerts: async () => (await read(alertListResponse, 'GET', '/api/alerts')).items,
    ask: (message) => read(chatAnswer, 'POST', '/api/chat/message', { message }),
    inbox: () => read(notificationListResponse, 'GET', '/api/notifications?limit=100'),
  };
}

const sentMail = z.array(
  z.object({
    to: z.union([z.string(), z.array(z.string())]),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    receivedAt: z.iso.datetime(),
  }),
);

/** The e-mails that somebody has been sent, oldest first. */
export async function mailTo(email: string): Promise<z.infer<typeof sentMail>> {
  const response = await fetch(`${inject('stack').url}/dev/mail`);
  return sentMail.parse(await response.json()).filter(({ to }) => to.includes(email));
}
