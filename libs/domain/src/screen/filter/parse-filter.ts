import { MAX_FILTER_LENGTH } from '@marketscope/contracts';
import { fieldCalled, filterFields, nearestName, type FieldUnit, type FilterField } from './fields.ts';
import { FilterError } from './filter-error.ts';
import type { Comparison, Filter } from './filter.ts';
import { tokensOf, type NumberUnit, type Token } from './tokens.ts';

/** Parentheses and `not`s within one another. */
const MAX_DEPTH = 20;

/** Values that a filter can name. */
const MAX_NUMBER = 1e15;

type NumberToken = Extract<Token, { kind: 'number' }>;
type Operand =
  | { kind: 'field'; field: FilterField; token: Token }
  | { kind: 'new-entrant'; token: Token }
  | { kind: 'number'; token: NumberToken };

const flipped: Record<Comparison, Comparison> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/**
 * Reads a filter such as `drawdown < -20% and volume ratio > 2`: comparisons of the screen's fields with numbers or with one
 * another, joined by `and`, `or`, `not` and parentheses. Nothing of it is ever run.
 * @throws FilterError saying where, what was expected, and what was probably meant
 */
export function parseFilter(text: string): Filter {
  if (text.length > MAX_FILTER_LENGTH)
    throw new FilterError({
      position: MAX_FILTER_LENGTH,
      problem: `a filter has at most ${MAX_FILTER_LENGTH} characters`,
    });
  const tokens = tokensOf(text);
  let next = 0;
  const end: Token = { kind: 'end', position: text.length, text: '' };
  const peek = (ahead = 0): Token => tokens[next + ahead] ?? end;
  const take = (): Token => {
    const token = peek();
    next += 1;
    return token;
  };

  function parseJoined(kind: 'or' | 'and', parsePart: (depth: number) => Filter, depth: number): Filter {
    const first = parsePart(depth);
    const filters = [first];
    while (peek().kind === kind) {
      take();
      filters.push(parsePart(depth));
    }
    return filters.length === 1 ? first : { kind, filters };
  }
  const parseOr = (depth: number): Filter => parseJoined('or', parseAnd, depth);
  const parseAnd = (depth: number): Filter => parseJoined('and', parseNot, depth);

  function parseNot(depth: number): Filter {
    const token = peek();
    if (depth > MAX_DEPTH)
      throw new FilterError({ position: token.position, problem: 'there is too much within one another' });
    if (token.kind === 'not') {
      take();
      return { kind: 'not', filter: parseNot(depth + 1) };
    }
    if (token.kind !== 'open') return parseCondition();
    take();
    const filter = parseOr(depth + 1);
    const close = take();
    if (close.kind !== 'close') throw unexpected(close, '“)”, “and” or “or”');
    return filter;
  }

  function parseCondition(): Filter {
    // `above 200-day average` speaks of the price.
    const left: Operand =
      peek().kind === 'comparison'
        ? { kind: 'field', field: 'close', token: peek() }
        : parseOperand('a field');
    if (left.kind === 'new-entrant') return { kind: 'new-entrant' };
    const operator = take();
    if (operator.kind !== 'comparison')
      throw unexpected(operator, left.kind === 'number' ? '<, <=, > or >= and a field' : '<, <=, > or >=');
    const right = parseOperand('a number or a field');
    if (right.kind === 'new-entrant') throw unexpected(right.token, 'a number or a field');
    return comparisonOf(left, operator.comparison, right);
  }

  /** A number, or the longest name that is known; `200 day average` begins with a number and is a name. */
  function parseOperand(expected: string): Operand {
    const first = peek();
    if (first.kind !== 'word' && first.kind !== 'number') throw unexpected(take(), expected);
    let length = 0;
    while (isPartOfName(peek(length))) length += 1;
    for (let count = length; count > 0; count -= 1) {
      const words = tokens.slice(next, next + count);
      const field = fieldCalled(words.map(({ text }) => text).join(' '));
      if (field === undefined) continue;
      next += count;
      return field === 'new-entrant'
        ? { kind: 'new-entrant', token: first }
        : { kind: 'field', field, token: first };
    }
    if (first.kind === 'number') {
      take();
      return { kind: 'number', token: first };
    }
    const name = tokens
      .slice(next, next + length)
      .map(({ text }) => text)
      .join(' ');
    throw new FilterError({
      position: first.position,
      problem: `the screen has no field “${name}”`,
      expected:
        nearestName(name) === undefined ? `${expected}, such as drawdown, rsi or volume ratio` : undefined,
      suggestion: nearestName(name),
    });
  }

  if (peek().kind === 'end')
    throw new FilterError({ position: 0, problem: 'the filter is empty', expected: 'a field' });
  const filter = parseOr(0);
  const rest = peek();
  if (rest.kind !== 'end') throw unexpected(rest, '“and”, “or” or the end');
  return filter;
}

/** A number can be a part of a name (`rsi 14`, `1m return`), one with a sign or a percent sign can't. */
function isPartOfName(token: Token): boolean {
  return token.kind === 'word' || (token.kind === 'number' && !token.signed && token.unit !== 'percent');
}

function comparisonOf(
  left: Exclude<Operand, { kind: 'new-entrant' }>,
  comparison: Comparison,
  right: Exclude<Operand, { kind: 'new-entrant' }>,
): Filter {
  if (left.kind === 'field') {
    const { field } = left;
    if (right.kind === 'number') {
      checkNumber(field, right.token);
      return { kind: 'comparison', field, comparison, with: right.token.value };
    }
    if (filterFields[field].unit !== filterFields[right.field].unit)
      throw new FilterError({
        position: right.token.position,
        problem: `${filterFields[field].name} and ${filterFields[right.field].name} are different things`,
        expected: `a number, or a field in ${unitWords[filterFields[field].unit]}`,
      });
    return { kind: 'comparison', field, comparison, with: right.field };
  }
  if (right.kind === 'number') throw unexpected(right.token, 'a field, to compare the number with');
  return comparisonOf(right, flipped[comparison], left);
}

const unitWords: Record<FieldUnit, string> = {
  price: 'the symbol’s currency',
  percent: 'percent',
  times: 'times (×)',
  points: 'points',
  shares: 'shares',
};

/** Units that a number may have beside a field of each unit. */
const fittingUnits: Record<FieldUnit, readonly NumberUnit[]> = {
  price: ['none'],
  percent: ['none', 'percent'],
  times: ['none', 'times'],
  points: ['none'],
  shares: ['none', 'shares'],
};

function checkNumber(field: FilterField, { position, value, unit, text }: NumberToken): void {
  const { name, unit: measuredIn, least = -Infinity, most = Infinity } = filterFields[field];
  if (!fittingUnits[measuredIn].includes(unit))
    throw new FilterError({
      position,
      problem: `${name} is in ${unitWords[measuredIn]}, not in what ${text} says`,
      expected: 'a number alone',
    });
  if (!(Math.abs(value) <= MAX_NUMBER))
    throw new FilterError({ position, problem: `${text} is too large a number` });
  if (value < least || value > most)
    throw new FilterError({
      position,
      problem: `${name} is never ${value < least ? `below ${least}` : `above ${most}`}`,
      suggestion: -value >= least && -value <= most ? `-${text.replace(/^[+−–-]/u, '')}` : undefined,
    });
}

function unexpected({ position, text }: Token, expected: string): FilterError {
  return new FilterError({
    position,
    problem: text === '' ? 'the filter ends too early' : `“${text}” can’t stand here`,
    expected,
  });
}
