export * from './environment.ts';
export * from './queue-visibility.ts';
export * from './schema.ts';
