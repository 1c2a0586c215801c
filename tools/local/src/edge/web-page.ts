import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

/** Headers of everything that belongs to the page: it has no inline script or style, and loads nothing from elsewhere. */
const HEADERS = {
  'content-security-policy': [
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
};

/**
 * Whether a path is one of the page's own routes and not a file's: its last part has no lower-case ending. Symbols, such
 * as `VOD.L`, are in upper case.
 */
export function isPageRoute(pathname: string): boolean {
  return !/\.[a-z0-9]+$/.test(pathname) && !pathname.startsWith('/assets/');
}

/** Serves the built page from a folder: its files, and `index.html` for each of its routes. */
export function createWebPage(folder: string): (request: IncomingMessage, response: ServerResponse) => void {
  const files = sirv(folder, { dev: true, etag: true });
  const notFound = (response: ServerResponse): void => {
    response.writeHead(404, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' });
    response.end('There is no such page.\n');
  };
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return notFound(response);
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const pathname = (request.url ?? '/').split('?')[0] ?? '/';
    files(request, response, () => {
      if (!isPageRoute(pathname)) return notFound(response);
      request.url = '/';
      // sirv reads the path that it parsed before unless that is forgotten.
      Reflect.deleteProperty(request, '_parsedUrl');
      files(request, response, () => notFound(response));
    });
  };
}
