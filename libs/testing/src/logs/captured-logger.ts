import { createLogger, type Logger } from '@marketscope/runtime';

/** One line of a log, as it would be written. */
export type LogLine = Record<string, unknown> & { level: string; msg?: string };

/** A service's own logger, whose lines are kept instead of written. */
export function captureLogger(): { logger: Logger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const logger = createLogger('test', {
    level: 'debug',
    destination: { write: (line: string) => void lines.push(JSON.parse(line) as LogLine) },
  });
  return { logger, lines };
}
