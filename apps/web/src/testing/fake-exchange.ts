import type { Problem } from '@marketscope/contracts';

/** A request as the fake's parts see it. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  headers: Headers;
  signal: AbortSignal | null | undefined;
}

export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status });
}

export function nothing(): Response {
  return new Response(null, { status: 204 });
}

export function problem(
  status: number,
  code: string,
  detail?: string,
  more: Pick<Problem, 'errors' | 'existing'> = {},
): Response {
  return Response.json(
    {
      type: 'about:blank',
      title: `HTTP ${status}`,
      status,
      code,
      ...(detail !== undefined && { detail }),
      ...more,
    },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );
}
