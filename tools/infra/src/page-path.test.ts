import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { workspace } from './workspace.ts';

// CloudFront's own runtime has no modules: the file declares `handler`, which the last expression answers.
const code = await readFile(path.join(workspace, 'infra/modules/cdn/page-path.js'), 'utf8');
const handler = runInNewContext(`${code}\nhandler;`) as (event: { request: { uri: string } }) => {
  uri: string;
};

it.each([
  ['/', '/index.html'],
  ['/watchlist', '/index.html'],
  ['/stocks/AAPL', '/index.html'],
  ['/stocks/VOD.L', '/index.html'],
  ['/stocks/BRK.B', '/index.html'],
  ['/assets/index-DX3a.js', '/assets/index-DX3a.js'],
  ['/assets/gone', '/assets/gone'],
  ['/favicon.ico', '/favicon.ico'],
])('a request for %s is answered with %s', (uri, answered) => {
  expect(handler({ request: { uri } }).uri).toBe(answered);
});
