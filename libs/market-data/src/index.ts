export * from './choose-market.ts';
export * from './histories/session-histories.ts';
export * from './market-data.ts';
export * from './reader/market-reader.ts';
export { FIRST_REPLAY_SESSION } from './replay/replay-clock.ts';
export { createYahooProvider, type YahooOptions } from './yahoo/yahoo-provider.ts';
