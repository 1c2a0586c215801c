import { filterFields, newEntrantNames, type FieldUnit, type FilterField } from './fields.ts';
import type { Comparison, Filter } from './filter.ts';

/** A filter in the language that `parseFilter` reads: reading it again gives the same. */
export function printFilter(filter: Filter): string {
  return write(filter, {
    comparison: (field, comparison, other) =>
      `${filterFields[field].name} ${comparison} ${typeof other === 'number' ? `${other}${suffixes[filterFields[field].unit]}` : filterFields[other].name}`,
    newEntrant: newEntrantNames[0],
  });
}

/** What a filter says, for a sentence: `52-week drawdown below −20% and volume ratio above 2×`. */
export function describeFilter(filter: Filter): string {
  return write(filter, {
    comparison: (field, comparison, other) =>
      `${filterFields[field].title} ${comparisonWords[comparison]} ${typeof other === 'number' ? numberWords(other, filterFields[field].unit) : filterFields[other].title}`,
    newEntrant: 'newly far below the 52-week high',
  });
}

interface Wording {
  comparison(field: FilterField, comparison: Comparison, other: number | FilterField): string;
  newEntrant: string;
}

function write(filter: Filter, wording: Wording): string {
  switch (filter.kind) {
    case 'comparison':
      return wording.comparison(filter.field, filter.comparison, filter.with);
    case 'new-entrant':
      return wording.newEntrant;
    case 'not':
      return `not ${inParentheses(filter.filter, isJoined(filter.filter), wording)}`;
    case 'and':
    case 'or':
      return (
        filter.filters
          // `or` around `and` needs no parentheses; the same kind within itself was written with them.
          .map((part) =>
            inParentheses(part, isJoined(part) && !(filter.kind === 'or' && part.kind === 'and'), wording),
          )
          .join(` ${filter.kind} `)
      );
  }
}

function inParentheses(filter: Filter, needed: boolean, wording: Wording): string {
  return needed ? `(${write(filter, wording)})` : write(filter, wording);
}

function isJoined(filter: Filter): boolean {
  return filter.kind === 'and' || filter.kind === 'or';
}

const suffixes: Record<FieldUnit, string> = { price: '', percent: '%', times: 'x', points: '', shares: '' };
const comparisonWords: Record<Comparison, string> = {
  '<': 'below',
  '<=': 'at or below',
  '>': 'above',
  '>=': 'at or above',
};
const numbers = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15 });

function numberWords(value: number, unit: FieldUnit): string {
  return `${numbers.format(value).replace('-', '−')}${unit === 'times' ? '×' : suffixes[unit]}`;
}
