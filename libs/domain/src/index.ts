export * from './alerts/alert-condition.ts';
export * from './alerts/alert-store.ts';
export * from './alerts/new-alert.ts';
export * from './market/market-clock.ts';
export * from './market/market-data-provider.ts';
export * from './market/price-stores.ts';
export * from './watchlist/watchlist-store.ts';
export * from './messages/message-ports.ts';
