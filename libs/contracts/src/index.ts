export * from './alarms/cloudwatch-alarm.ts';
export * from './alert.ts';
export * from './api/index.ts';
export * from './events/index.ts';
export * from './foreign-topics.ts';
export * from './market.ts';
export * from './queues/index.ts';
export * from './screen.ts';
