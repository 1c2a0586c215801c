export * from './event-publisher.ts';
export * from './message-sender.ts';
