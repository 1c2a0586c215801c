import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Fields that are never written, wherever they stand up to three levels deep. */
const secretFields = [
  'password',
  'authorization',
  'cookie',
  'accessToken',
  'refreshToken',
  'idToken',
  'token',
  'apiKey',
  'secret',
  'privateKey',
  'd',
];

/** A JSON logger of one service. Levels are names, times ISO 8601; secrets are redacted by field name. */
export function createLogger(
  service: string,
  options: { level?: string; destination?: DestinationStream } = {},
): Logger {
  return pino(
    {
      level: options.level ?? process.env['LOG_LEVEL'] ?? 'info',
      base: { service },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: ['', '*.', '*.*.'].flatMap((prefix) => secretFields.map((field) => `${prefix}${field}`)),
        censor: '[redacted]',
      },
    },
    options.destination ?? pino.destination({ sync: true }),
  );
}
