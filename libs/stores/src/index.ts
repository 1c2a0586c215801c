export * from './answer-events/answer-log.ts';
export * from './conversations/conversation-store.ts';
export * from './messages/message-store.ts';
