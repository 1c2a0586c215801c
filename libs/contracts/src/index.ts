export * from './alert.ts';
export * from './api/index.ts';
export * from './events/index.ts';
export * from './market.ts';
export * from './queues/index.ts';
