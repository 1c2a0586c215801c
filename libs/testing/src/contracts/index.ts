export * from './answer-log.ts';
export * from './conversation-store.ts';
export * from './delivery-store.ts';
export * from './inbox-store.ts';
export * from './message-store.ts';
export * from './recipient-store.ts';
