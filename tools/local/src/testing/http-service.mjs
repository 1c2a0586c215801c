import { createServer } from 'node:http';
import process from 'node:process';

/** A service of the tests: tells what it was asked, ends when told to, and heeds no SIGTERM when told so. */
const server = createServer((request, response) => {
  if (request.url === '/api/exit') process.exit(7);
  if (request.url === '/api/ignore-sigterm') process.on('SIGTERM', () => console.log('not yet'));
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify(
      request.url === '/readyz'
        ? { ready: true, dependencies: { tables: { ok: true } } }
        : { pid: process.pid, url: request.url, environment: process.env },
    ),
  );
});
server.listen(Number(process.env.PORT), process.env.HOST);
process.on('SIGTERM', () => {
  if (process.listenerCount('SIGTERM') > 1) return;
  console.log('closing');
  server.close();
  server.closeAllConnections();
});
