import type { SavedFilter } from '@marketscope/contracts';

/** A filter with whose it is. */
export interface OwnedFilter extends SavedFilter {
  userId: string;
}

/** The filters that people keep. */
export interface SavedFilterStore {
  create(filter: OwnedFilter): Promise<void>;
  /** In the order they were made. */
  list(userId: string): Promise<OwnedFilter[]>;
  /** Tells whether there was one. */
  delete(userId: string, filterId: string): Promise<boolean>;
  /** Everyone's filters, a page at a time: the end of a daily update goes through all of them. */
  pages(): AsyncIterable<OwnedFilter[]>;
}
