export * from './alpaca-bodies.ts';
export * from './alpaca-server.ts';
export * from './yahoo-bodies.ts';
export * from './yahoo-server.ts';
