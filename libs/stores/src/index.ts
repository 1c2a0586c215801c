export * from './answer-events/answer-log.ts';
export * from './conversations/conversation-store.ts';
export * from './deliveries/delivery-store.ts';
export * from './messages/message-store.ts';
export * from './notifications/inbox-store.ts';
export * from './recipients/recipient-store.ts';
