export * from './answer-log.ts';
export * from './conversation-store.ts';
export * from './message-store.ts';
