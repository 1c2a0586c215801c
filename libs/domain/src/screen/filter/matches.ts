import type { ListedScreenRow } from '@marketscope/contracts';
import type { Comparison, Filter } from './filter.ts';

/** Whether a row matches. What a row doesn't know neither matches nor, by `not`, fails to: as with SQL's nulls. */
export function matches(filter: Filter, row: ListedScreenRow): boolean {
  return truth(filter, row) === true;
}

/** True, false, or null when that hangs on a value that the row doesn't have. */
function truth(filter: Filter, row: ListedScreenRow): boolean | null {
  switch (filter.kind) {
    case 'new-entrant':
      return row.newEntrant;
    case 'not': {
      const inner = truth(filter.filter, row);
      return inner === null ? null : !inner;
    }
    case 'and':
    case 'or': {
      const decisive = filter.kind === 'or';
      let unknown = false;
      for (const part of filter.filters) {
        const value = truth(part, row);
        if (value === decisive) return decisive;
        if (value === null) unknown = true;
      }
      return unknown ? null : !decisive;
    }
    case 'comparison': {
      const value = row[filter.field];
      const other = typeof filter.with === 'number' ? filter.with : row[filter.with];
      return value === null || other === null ? null : holds(value, filter.comparison, other);
    }
  }
}

function holds(value: number, comparison: Comparison, other: number): boolean {
  switch (comparison) {
    case '<':
      return value < other;
    case '<=':
      return value <= other;
    case '>':
      return value > other;
    case '>=':
      return value >= other;
  }
}
