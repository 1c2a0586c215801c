import { createServer } from 'node:http';
import process from 'node:process';

/** A service of the tests: is ready, knows the demo account, tells its environment, and ends as it is told to. */
const answers = {
  '/readyz': () => ({ ready: true, dependencies: { tables: { ok: true } } }),
  '/api/auth/register': () => undefined,
  '/api/environment': () => process.env,
  '/api/pid': () => process.pid,
  '/api/crash': () => process.exit(7),
  '/api/heed-no-sigterm': () => {
    process.removeAllListeners('SIGTERM').on('SIGTERM', () => undefined);
    return true;
  },
};
const server = createServer((request, response) => {
  const answer = answers[request.url]?.();
  response.statusCode = answer === undefined ? 409 : 200;
  response.end(JSON.stringify(answer ?? null));
});
server.listen(Number(process.env.PORT), process.env.HOST);
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
