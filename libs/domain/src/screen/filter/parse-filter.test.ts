import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterFieldNames, filterFields, nearestName, newEntrantNames, type FilterField } from './fields.ts';
import { FilterError } from './filter-error.ts';
import { describeFilter, printFilter } from './filter-words.ts';
import type { Comparison, Filter } from './filter.ts';
import { parseFilter } from './parse-filter.ts';

const compare = (field: FilterField, comparison: Comparison, other: number | FilterField): Filter => ({
  kind: 'comparison',
  field,
  comparison,
  with: other,
});

describe('what a filter can say', () => {
  it.each<[string, Filter]>([
    ['drawdown < -20%', compare('drawdownPercent', '<', -20)],
    ['52-week drawdown below −20 %', compare('drawdownPercent', '<', -20)],
    ['DRAWDOWN from 52-week high is at most -20', compare('drawdownPercent', '<=', -20)],
    ['volume ratio > 2', compare('volumeRatio', '>', 2)],
    ['relative volume more than 2.5×', compare('volumeRatio', '>', 2.5)],
    ['volumeRatio ≥ 2x', compare('volumeRatio', '>=', 2)],
    ['rsi 14 under 30', compare('rsi14', '<', 30)],
    ['14-day RSI<=30', compare('rsi14', '<=', 30)],
    ['1y return > +10%', compare('return252', '>', 10)],
    ['1m return > 3%', compare('return21', '>', 3)],
    ['1-week return worse than -3%', compare('return5', '<', -3)],
    ['change today > .5%', compare('changePercent', '>', 0.5)],
    ['volume > 1.5 million', compare('volume', '>', 1_500_000)],
    ['volume > 2m', compare('volume', '>', 2_000_000)],
    ['volume at least 1,250,000', compare('volume', '>=', 1_250_000)],
    ['price above 200-day average', compare('close', '>', 'average200')],
    ['above 200 day moving average', compare('close', '>', 'average200')],
    ['below sma50', compare('close', '<', 'average50')],
    ['50-day average > 200-day average', compare('average50', '>', 'average200')],
    ['-20% > drawdown', compare('drawdownPercent', '<', -20)],
    ['30 >= rsi', compare('rsi14', '<=', 30)],
    ['20-day volatility over 40%', compare('volatility20', '>', 40)],
    ['new entrant', { kind: 'new-entrant' }],
    ['not new entrants', { kind: 'not', filter: { kind: 'new-entrant' } }],
    [
      'drawdown < -20% and volume ratio > 2',
      { kind: 'and', filters: [compare('drawdownPercent', '<', -20), compare('volumeRatio', '>', 2)] },
    ],
    [
      'rsi < 30 or rsi > 70 and change > 0',
      {
        kind: 'or',
        filters: [
          compare('rsi14', '<', 30),
          { kind: 'and', filters: [compare('rsi14', '>', 70), compare('changePercent', '>', 0)] },
        ],
      },
    ],
    [
      '(rsi<30 || rsi>70) && !(change > 0)',
      {
        kind: 'and',
        filters: [
          { kind: 'or', filters: [compare('rsi14', '<', 30), compare('rsi14', '>', 70)] },
          { kind: 'not', filter: compare('changePercent', '>', 0) },
        ],
      },
    ],
  ])('%s', (text, filter) => expect(parseFilter(text)).toEqual(filter));

  it('knows every field by its name, its title and each synonym', () => {
    for (const field of filterFieldNames)
      for (const name of [field, filterFields[field].name, ...filterFields[field].synonyms])
        expect(parseFilter(`${name} >= 0`), name).toEqual(compare(field, '>=', 0));
    for (const name of newEntrantNames) expect(parseFilter(name)).toEqual({ kind: 'new-entrant' });
  });
});

describe('what is said about a filter that can’t be understood', () => {
  it.each([
    ['drawdwn < -20%', 'At character 1: the screen has no field “drawdwn”. Did you mean “drawdown”?'],
    [
      'rsi < 30 and volum ratio > 2',
      'At character 14: the screen has no field “volum ratio”. Did you mean “volume ratio”?',
    ],
    ['above 100 day average', 'At character 11: “day” can’t stand here. Expected “and”, “or” or the end.'],
    [
      'moon phase > 3',
      'At character 1: the screen has no field “moon phase”. Expected a field, such as drawdown, rsi or volume ratio.',
    ],
    ['drawdown', 'At character 9: the filter ends too early. Expected <, <=, > or >=.'],
    ['drawdown <', 'At character 11: the filter ends too early. Expected a number or a field.'],
    ['drawdown -20%', 'At character 10: “-20%” can’t stand here. Expected <, <=, > or >=.'],
    [
      'drawdown < -20% volume ratio > 2',
      'At character 17: “volume” can’t stand here. Expected “and”, “or” or the end.',
    ],
    ['drawdown > 20%', 'At character 12: drawdown is never above 0. Did you mean “-20%”?'],
    ['rsi > 130', 'At character 7: rsi is never above 100.'],
    [
      'price < 5%',
      'At character 9: price is in the symbol’s currency, not in what 5% says. Expected a number alone.',
    ],
    ['rsi < 30x', 'At character 7: rsi is in points, not in what 30x says. Expected a number alone.'],
    [
      'rsi < drawdown',
      'At character 7: rsi and drawdown are different things. Expected a number, or a field in points.',
    ],
    [
      'rsi = 30',
      'At character 5: prices and percentages are hardly ever equal to a number. Expected <, <=, > or >=.',
    ],
    [
      'price > $5',
      'At character 9: prices are compared in each symbol’s own currency. Expected the number alone.',
    ],
    ['20 < 30', 'At character 6: “30” can’t stand here. Expected a field, to compare the number with.'],
    ['(rsi < 30', 'At character 10: the filter ends too early. Expected “)”, “and” or “or”.'],
    ['rsi < 30)', 'At character 9: “)” can’t stand here. Expected “and”, “or” or the end.'],
    ['rsi < 30 and', 'At character 13: the filter ends too early. Expected a field.'],
    ['rsi < new', 'At character 7: “new” can’t stand here. Expected a number or a field.'],
    ['rsi < 30; drop table', 'At character 9: “;” has no meaning in a filter.'],
    ['volume > 9e20', 'At character 10: 9e20 is too large a number.'],
    ['   ', 'At character 1: the filter is empty. Expected a field.'],
    ['!'.repeat(25) + 'new', 'At character 22: there is too much within one another.'],
    ['rsi > 1 '.padEnd(501), 'At character 501: a filter has at most 500 characters.'],
  ])('%s', (text, message) => expect(messageOf(text)).toBe(message));
});

function messageOf(text: string): string {
  try {
    return JSON.stringify(parseFilter(text));
  } catch (error) {
    if (error instanceof FilterError) return error.message;
    throw error;
  }
}

const field = fc.constantFrom(...filterFieldNames);
const comparison = fc.constantFrom<Comparison>('<', '<=', '>', '>=');
const comparisons = field.chain((name) => {
  const { unit, least = -1e6, most = 1e9 } = filterFields[name];
  const others = filterFieldNames.filter((other) => filterFields[other].unit === unit);
  return fc.record({
    kind: fc.constant('comparison' as const),
    field: fc.constant(name),
    comparison,
    with: fc.oneof(
      fc.double({ min: least, max: most, noNaN: true }).map((value) => (value === 0 ? 0 : value)),
      fc.constantFrom(...others),
    ),
  });
});
const { filter: filters } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    comparisons,
    fc.constant<Filter>({ kind: 'new-entrant' }),
    fc.record({ kind: fc.constant('not' as const), filter: tie('filter') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      filters: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

describe('for any filter', () => {
  it('reads what it prints as the same filter', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const text = printFilter(filter);
        fc.pre(text.length <= 500);
        expect(parseFilter(text)).toEqual(filter);
      }),
    );
  });

  it('says the same again of what it printed', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const text = printFilter(filter);
        fc.pre(text.length <= 500);
        expect(describeFilter(parseFilter(text))).toBe(describeFilter(filter));
      }),
    );
  });
});

const words = fc.constantFrom(
  ...[
    'drawdown',
    'volume',
    'ratio',
    'rsi',
    '200-day',
    'average',
    'above',
    'and',
    'or',
    'not',
    'new',
    '<',
    '>=',
  ],
  ...[
    '(',
    ')',
    '-20%',
    '2x',
    '1,000',
    '5 million',
    '.',
    '=',
    '−',
    '“',
    '\u0000',
    '😀',
    '__proto__',
    'constructor',
  ],
);

describe('for any text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 600 }),
    fc.array(words, { maxLength: 40 }).map((parts) => parts.join(' ')),
    fc.array(words, { maxLength: 40 }).map((parts) => parts.join('')),
  );

  it('answers with a filter or with a FilterError at a place in the text, and nothing else', () => {
    fc.assert(
      fc.property(texts, (text) => {
        try {
          expect(describeFilter(parseFilter(text))).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(FilterError);
          const { position } = error as FilterError;
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('suggests only names that are fields', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (name) => {
        const suggestion = nearestName(name);
        if (suggestion !== undefined)
          expect(suggestion === newEntrantNames[0] || parseFilter(`${suggestion} >= 0`)).toBeTruthy();
      }),
    );
  });
});

it.each([
  ['drawdown<-20 and rvol>2', '52-week drawdown below −20% and volume ratio above 2×'],
  ['not (rsi > 70 or change > 5)', 'not (RSI above 70 or change on the day above 5%)'],
  ['above sma 200 and new', 'price above 200-day average and newly far below the 52-week high'],
  ['volume >= 1.5m', 'volume at or above 1,500,000'],
])('describes %s in words', (text, description) =>
  expect(describeFilter(parseFilter(text))).toBe(description),
);
