import type { Logger } from './logger.ts';

/**
 * Ends the process in order when it is asked to end (SIGTERM, or SIGINT from a keyboard): what is under way may finish
 * first, but not for longer than `withinMs`.
 * @param options.close stops taking work and resolves when none is left
 */
export function closeOnSignal({
  close,
  logger,
  withinMs,
}: {
  close: () => Promise<void>;
  logger: Logger;
  withinMs: number;
}): void {
  const shutDown = async (signal: NodeJS.Signals): Promise<void> => {
    logger.info({ signal }, 'closing');
    const giveUp = setTimeout(() => {
      logger.error({ withinMs }, 'closed with work left undone');
      process.exit(1);
    }, withinMs);
    try {
      await close();
      clearTimeout(giveUp);
      logger.info('closed');
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, 'could not close in order');
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, (received) => void shutDown(received));
}
