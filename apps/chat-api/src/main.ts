import { closeOnSignal, createBackgroundWork, createLogger } from '@marketscope/runtime';
import { readConfig } from './config.ts';
import { createService } from './service.ts';

/** What is under way when the server is asked to end may take this long to finish. */
const CLOSE_WITHIN_MS = 15_000;

const logger = createLogger('chat-api');
const background = createBackgroundWork({
  onFailure: (error) => logger.error({ err: error }, 'work behind an answer failed'),
});
try {
  const config = readConfig();
  const app = await createService(config, { logger, background });
  const close = async (): Promise<void> => {
    await app.close();
    await background.idle();
  };
  closeOnSignal({ close, logger, withinMs: CLOSE_WITHIN_MS });
  const address = await app.listen({ host: config.HOST, port: config.PORT });
  logger.info({ address, marketData: config.MARKET_DATA }, 'listening');
} catch (error) {
  logger.fatal({ err: error }, 'could not start');
  process.exitCode = 1;
}
