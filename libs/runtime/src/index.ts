export * from './application-error.ts';
export * from './clients.ts';
export * from './configuration.ts';
export * from './logger.ts';
export * from './metrics.ts';
export * from './resources.ts';
export * from './secrets.ts';
export * from './signing-keys.ts';
