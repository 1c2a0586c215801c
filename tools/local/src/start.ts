/** `npm start`: the whole system on this machine, until Ctrl-C. */
import { once } from 'node:events';
import path from 'node:path';
import { chooseMarket, type MarketDataKind } from '@marketscope/market-data';
import { buildApps } from './stack/build.ts';
import { dataDirectory } from './stack/data-dir.ts';
import { demoAccount } from './stack/demo-account.ts';
import { indexNotice } from './stack/index-notice.ts';
import { findRunningStack } from './stack/running-file.ts';
import { marketProbe, readSettings } from './stack/settings.ts';
import { startStack, type Stack } from './stack/start-stack.ts';
import { stopSignal } from './stack/stop-signal.ts';
import { shownStep, terminalReporter } from './stack/terminal.ts';
import { workspace } from './stack/workspace.ts';

/** Milliseconds after which a stop is forced. */
const STOP_MS = 4500;

const marketNames: Record<MarketDataKind, string> = {
  yahoo: 'live, from Yahoo Finance first',
  alpaca: 'live, from Alpaca first',
  replay: 'replay of recorded prices',
};

const signal = stopSignal();
signal.addEventListener('abort', () => {
  console.log('\nStopping …');
  setTimeout(() => process.exit(1), STOP_MS).unref();
});

try {
  const stack = await start();
  if (!signal.aborted) await once(signal, 'abort');
  await stack.stop();
} catch (error) {
  if (!signal.aborted || !isAbort(error)) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
process.exit();

/** Whether an error is but the start's being given up. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

async function start(): Promise<Stack> {
  const settings = readSettings();
  const dataDir = dataDirectory();
  const step = shownStep(signal);
  const running = await findRunningStack(dataDir);
  if (running)
    throw new Error(
      `MarketScope runs already, on ${running.url} with the data in ${dataDir} (process ${running.pid}). ` +
        'Stop that one, or start this one with another DATA_DIR.',
    );
  await step('Build what has changed', () => buildApps(signal));
  const market = await step('Choose the market data', () =>
    chooseMarket(settings.MARKET_DATA, marketProbe(settings)),
  );
  const reporter = terminalReporter(path.join(dataDir, 'logs'));
  const started = await startStack({
    dataDir,
    marketData: market.kind,
    host: settings.HOST,
    port: settings.PORT,
    reporter,
    step,
    signal,
  });
  const shown = (file: string): string => {
    const relative = path.relative(workspace, file);
    return relative.startsWith('..') ? file : relative;
  };
  if (settings.PORT !== 0 && started.port !== settings.PORT)
    console.log(`\nPort ${settings.PORT} is in use, so MarketScope is on port ${started.port}.`);
  if (market.warning !== undefined) console.warn(`\nMarket data: ${market.warning}`);
  console.log(`
MarketScope is on  ${started.url}
Sign in as         ${demoAccount.email} with ${demoAccount.password}
Market data        ${marketNames[market.kind]}: ${market.reason}
Mail that it sent  ${started.url}/dev/mail/inbox
Kept in            ${shown(started.stateDir)}, logs in ${shown(started.logs)}

In another terminal: npm run ask -- "What is AAPL's price?"   or   npm run update-now
Stop it with Ctrl-C.
`);
  const notice = await indexNotice(started.stateDir, process.env).catch(
    (error: unknown) => `The index of documents could not be looked at: ${String(error)}`,
  );
  if (notice !== undefined) reporter.warn(notice);
  return started;
}
