import type { ListedScreenRow } from '@marketscope/contracts';
import type { Comparison, Filter } from './filter.ts';

/** True, false, or null when that hangs on a value that the row doesn't have. */
type Truth = (row: ListedScreenRow) => boolean | null;

/**
 * Tells of rows whether they match a filter. What a row doesn't know neither matches nor, by `not`, fails to: as with SQL's
 * nulls. The filter is gone through once, here, and not again for each of thousands of rows.
 */
export function matcherOf(filter: Filter): (row: ListedScreenRow) => boolean {
  const truth = truthOf(filter);
  return (row) => truth(row) === true;
}

function truthOf(filter: Filter): Truth {
  switch (filter.kind) {
    case 'new-entrant':
      return ({ newEntrant }) => newEntrant;
    case 'not': {
      const inner = truthOf(filter.filter);
      return (row) => {
        const value = inner(row);
        return value === null ? null : !value;
      };
    }
    case 'and':
      return joined(filter.filters.map(truthOf), false);
    case 'or':
      return joined(filter.filters.map(truthOf), true);
    case 'comparison':
      return comparing(filter);
  }
}

/** One part that has the decisive value decides; else one that is unknown leaves all unknown. */
function joined(parts: readonly Truth[], decisive: boolean): Truth {
  return (row) => {
    let unknown = false;
    for (const part of parts) {
      const value = part(row);
      if (value === decisive) return decisive;
      if (value === null) unknown = true;
    }
    return unknown ? null : !decisive;
  };
}

function comparing({ field, comparison, with: other }: Extract<Filter, { kind: 'comparison' }>): Truth {
  const holds = comparisons[comparison];
  if (typeof other === 'number')
    return (row) => {
      const value = row[field];
      return value === null ? null : holds(value, other);
    };
  return (row) => {
    const [value, against] = [row[field], row[other]];
    return value === null || against === null ? null : holds(value, against);
  };
}

const comparisons: Readonly<Record<Comparison, (value: number, other: number) => boolean>> = {
  '<': (value, other) => value < other,
  '<=': (value, other) => value <= other,
  '>': (value, other) => value > other,
  '>=': (value, other) => value >= other,
};
