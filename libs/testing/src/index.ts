export * from './lambda/queue-event.ts';
export * from './local-cloud/emulators.ts';
export * from './local-cloud/local-cloud.ts';
export * from './local-cloud/resources.ts';
export * from './logs/captured-logger.ts';
