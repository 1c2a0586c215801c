import type { FilterField } from './fields.ts';

export type Comparison = '<' | '<=' | '>' | '>=';

/** A filter as it was understood. */
export type Filter =
  | { kind: 'comparison'; field: FilterField; comparison: Comparison; with: number | FilterField }
  /** Among the screen's new entrants. */
  | { kind: 'new-entrant' }
  | { kind: 'not'; filter: Filter }
  | { kind: 'and' | 'or'; filters: Filter[] };
