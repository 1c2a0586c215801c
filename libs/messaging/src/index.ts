export * from './batch/batch-handler.ts';
export * from './batch/message-body.ts';
export * from './batch/queue-dispatch.ts';
export * from './event-publisher.ts';
export * from './mail/smtp-sender.ts';
export * from './message-sender.ts';
