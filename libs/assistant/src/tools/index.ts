import { addToWatchlist } from './add-to-watchlist.ts';
import { changeAlert } from './change-alert.ts';
import { createAlert } from './create-alert.ts';
import { deleteAlert } from './delete-alert.ts';
import { getHistory } from './get-history.ts';
import { getQuote } from './get-quote.ts';
import { listAlerts } from './list-alerts.ts';
import { listWatchlist } from './list-watchlist.ts';
import { runScreen } from './run-screen.ts';
import { searchKnowledge } from './search-knowledge.ts';
import { searchSymbols } from './search-symbols.ts';
import type { Tool } from './tool.ts';

/** Everything that a model can call. */
export const tools: readonly Tool[] = [
  getQuote,
  getHistory,
  searchSymbols,
  searchKnowledge,
  runScreen,
  listWatchlist,
  addToWatchlist,
  createAlert,
  listAlerts,
  changeAlert,
  deleteAlert,
];
