/** What a tool is doing, and what it has done, in words. */
interface Wording {
  doing: string;
  done: string;
}

/** Words for the tools that the page knows; `about` is what the call is about, such as a symbol. */
const wordings: Record<string, (about: string) => Wording> = {
  get_quote: (about) => ({
    doing: `Looking up the price of ${about}`,
    done: `Looked up the price of ${about}`,
  }),
  get_history: (about) => ({
    doing: `Reading the history of ${about}`,
    done: `Read the history of ${about}`,
  }),
  search_symbols: (about) => ({ doing: `Looking for “${about}”`, done: `Looked for “${about}”` }),
  search_knowledge: () => ({ doing: 'Looking through the documents', done: 'Looked through the documents' }),
  list_watchlist: () => ({ doing: 'Reading your watchlist', done: 'Read your watchlist' }),
  add_to_watchlist: (about) => ({
    doing: `Adding ${about} to your watchlist`,
    done: `Added ${about} to your watchlist`,
  }),
  create_alert: (about) => ({ doing: `Making an alert on ${about}`, done: `Made an alert on ${about}` }),
  list_alerts: () => ({ doing: 'Reading your alerts', done: 'Read your alerts' }),
  run_screen: () => ({ doing: 'Looking through the daily screen', done: 'Looked through the daily screen' }),
  change_alert: () => ({ doing: 'Changing an alert', done: 'Changed an alert' }),
  delete_alert: () => ({ doing: 'Deleting an alert', done: 'Deleted an alert' }),
};

/** A call in words; a tool that the page has not heard of goes by its name. */
export function toolWording(name: string, callArguments: Record<string, unknown>): Wording {
  const about = callArguments['symbol'] ?? callArguments['symbols'] ?? callArguments['query'];
  const words = Array.isArray(about) ? about.join(', ') : typeof about === 'string' ? about : 'it';
  return wordings[name]?.(words) ?? { doing: `Using ${name}`, done: `Used ${name}` };
}
