import { problem } from '@marketscope/contracts';
import type { z } from 'zod';
import { ApiError, UnexpectedAnswerError, UnreachableError } from './api-error.ts';
import { readEvents, type ServerEvent } from './event-stream.ts';

/** Who is asking: gives the bearer token for a request, and a newer one when the API refused it. */
export interface Credentials {
  /** The token to send, or undefined when nobody is signed in. */
  accessToken(): Promise<string | undefined>;
  /** Replaces a token that the API refused; undefined when the session is over. */
  renew(refused: string): Promise<string | undefined>;
}

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** The API over HTTP: every answer is checked against the contract before anything else sees it. */
export interface ApiClient {
  /** @throws ApiError, UnreachableError, UnexpectedAnswerError, or the signal's reason */
  json<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    request?: ApiRequest,
  ): Promise<z.output<Schema>>;
  /** Sends a request whose answer carries nothing. @throws as `json` */
  send(path: string, request: ApiRequest): Promise<void>;
  /** Opens a stream of server-sent events. @throws as `json`, before the first event or between two */
  events(path: string, request?: ApiRequest): Promise<AsyncIterable<ServerEvent>>;
}

/** Sends requests with `fetch`; one that is refused for its token is sent once more with a new one. */
export function createApiClient(options: { fetch: typeof fetch; credentials?: Credentials }): ApiClient {
  const { credentials } = options;

  async function attempt(path: string, request: ApiRequest, token: string | undefined): Promise<Response> {
    const headers = new Headers({ Accept: 'application/json', ...request.headers });
    if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
    if (request.body !== undefined) headers.set('Content-Type', 'application/json');
    try {
      return await options.fetch(path, {
        method: request.method ?? 'GET',
        headers,
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      });
    } catch (error) {
      request.signal?.throwIfAborted();
      throw new UnreachableError({ cause: error });
    }
  }

  async function answered(path: string, request: ApiRequest): Promise<Response> {
    const token = await credentials?.accessToken();
    const first = await attempt(path, request, token);
    if (first.status !== 401 || token === undefined || credentials === undefined) return accepted(first);
    const renewed = await credentials.renew(token);
    return accepted(renewed === undefined ? first : await attempt(path, request, renewed));
  }

  return {
    async json(path, schema, request = {}) {
      const response = await answered(path, request);
      const body: unknown = await response.json().catch((error: unknown) => {
        throw new UnexpectedAnswerError(path, { cause: error });
      });
      const parsed = schema.safeParse(body);
      if (!parsed.success) throw new UnexpectedAnswerError(path, { cause: parsed.error });
      return parsed.data;
    },

    async send(path, request) {
      const response = await answered(path, request);
      await response.body?.cancel();
    },

    async events(path, request = {}) {
      const response = await answered(path, {
        ...request,
        headers: { ...request.headers, Accept: 'text/event-stream' },
      });
      if (!response.headers.get('content-type')?.startsWith('text/event-stream') || response.body === null) {
        await response.body?.cancel();
        throw new UnexpectedAnswerError(path);
      }
      return brokenMeansUnreachable(readEvents(response.body), request.signal);
    },
  };
}

/** A stream that breaks is a server that can't be reached, unless it was broken on purpose. */
async function* brokenMeansUnreachable(
  events: AsyncIterable<ServerEvent>,
  signal: AbortSignal | undefined,
): AsyncGenerator<ServerEvent, void, void> {
  try {
    yield* events;
  } catch (error) {
    signal?.throwIfAborted();
    throw new UnreachableError({ cause: error });
  }
}

async function accepted(response: Response): Promise<Response> {
  if (response.ok) return response;
  const parsed = problem.safeParse(await response.json().catch(() => undefined));
  throw new ApiError(
    parsed.success
      ? parsed.data
      : {
          // A proxy in between answers with a page of its own, not with a problem.
          type: 'about:blank',
          title: response.statusText || `HTTP ${response.status}`,
          status: response.status,
          code: `http-${response.status}`,
        },
  );
}
