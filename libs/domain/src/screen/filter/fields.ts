import type { ScreenRow } from '@marketscope/contracts';

/** What of a row a filter can ask for. */
export type FilterField = keyof Numbers<ScreenRow>;
type Numbers<Row> = { [Name in keyof Row as Row[Name] extends number | null ? Name : never]: Row[Name] };

/** What a field is measured in; fields of one unit can be compared with each other. */
export type FieldUnit = 'price' | 'percent' | 'times' | 'points' | 'shares';

export interface FieldDefinition {
  /** As filters name it when we write them. */
  name: string;
  /** As sentences name it. */
  title: string;
  unit: FieldUnit;
  /** Values that it can have: a comparison with what lies outside would be always or never true. */
  least?: number;
  most?: number;
  /** What else people call it. */
  synonyms: readonly string[];
}

export const filterFields: Readonly<Record<FilterField, FieldDefinition>> = {
  close: {
    name: 'price',
    title: 'price',
    unit: 'price',
    least: 0,
    synonyms: ['close', 'closing price', 'last price', 'quote'],
  },
  changePercent: {
    name: 'change',
    title: 'change on the day',
    unit: 'percent',
    least: -100,
    synonyms: [
      'day change',
      'daily change',
      'change on the day',
      'change percent',
      'change today',
      '1-day change',
      '1-day return',
      '1d return',
      'day return',
      'daily return',
    ],
  },
  return5: {
    name: '5-day return',
    title: 'return over 5 sessions',
    unit: 'percent',
    least: -100,
    synonyms: ['5d return', 'week return', 'weekly return', '1-week return', '1w return', 'return 5'],
  },
  return21: {
    name: '21-day return',
    title: 'return over 21 sessions',
    unit: 'percent',
    least: -100,
    synonyms: ['21d return', 'month return', 'monthly return', '1-month return', '1m return', 'return 21'],
  },
  return252: {
    name: '1-year return',
    title: 'return over a year',
    unit: 'percent',
    least: -100,
    synonyms: [
      '1y return',
      'year return',
      'yearly return',
      'annual return',
      '252-day return',
      '252d return',
      '12-month return',
      'return 252',
    ],
  },
  drawdownPercent: {
    name: 'drawdown',
    title: '52-week drawdown',
    unit: 'percent',
    least: -100,
    most: 0,
    synonyms: [
      '52-week drawdown',
      '52w drawdown',
      '1-year drawdown',
      '1y drawdown',
      'drawdown percent',
      'drawdown from high',
      'drawdown from 52-week high',
      'distance from high',
      'distance from 52-week high',
    ],
  },
  average50: {
    name: '50-day average',
    title: '50-day average',
    unit: 'price',
    least: 0,
    synonyms: [
      '50d average',
      '50-day moving average',
      '50-day mean',
      '50-day ma',
      '50-day sma',
      'average 50',
      'ma 50',
      'sma 50',
    ],
  },
  average200: {
    name: '200-day average',
    title: '200-day average',
    unit: 'price',
    least: 0,
    synonyms: [
      '200d average',
      '200-day moving average',
      '200-day mean',
      '200-day ma',
      '200-day sma',
      'average 200',
      'ma 200',
      'sma 200',
    ],
  },
  volatility20: {
    name: 'volatility',
    title: '20-day volatility',
    unit: 'percent',
    least: 0,
    synonyms: ['20-day volatility', '20d volatility', 'historical volatility', 'volatility 20'],
  },
  volumeRatio: {
    name: 'volume ratio',
    title: 'volume ratio',
    unit: 'times',
    least: 0,
    synonyms: ['relative volume', 'rvol', 'volume to average', 'volume multiple'],
  },
  volume: {
    name: 'volume',
    title: 'volume',
    unit: 'shares',
    least: 0,
    synonyms: ['shares traded', 'day volume', 'daily volume'],
  },
  rsi14: {
    name: 'rsi',
    title: 'RSI',
    unit: 'points',
    least: 0,
    most: 100,
    synonyms: ['rsi 14', '14-day rsi', 'relative strength', 'relative strength index'],
  },
};

/** What people call the new entrants. */
export const newEntrantNames = ['new entrant', 'new entrants', 'newly entered', 'new'] as const;

/** Every field, in the order in which they are explained. */
export const filterFieldNames = Object.keys(filterFields) as FilterField[];

/** A name as it is compared: neither case, hyphens nor spaces count. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s-]+/g, '');
}

const named = new Map<string, FilterField | 'new-entrant'>([
  ...filterFieldNames.flatMap((field) =>
    [field, filterFields[field].name, ...filterFields[field].synonyms].map(
      (name) => [plainName(name), field] as const,
    ),
  ),
  ...newEntrantNames.map((name) => [plainName(name), 'new-entrant'] as const),
]);

/** The field, or the flag, that is called so. */
export function fieldCalled(name: string): FilterField | 'new-entrant' | undefined {
  return named.get(plainName(name));
}

/** What is called nearly so, as we would write it; undefined when nothing comes near. */
export function nearestName(name: string): string | undefined {
  const wanted = plainName(name);
  let nearest: { field: FilterField | 'new-entrant'; distance: number } | undefined;
  for (const [known, field] of named) {
    const distance = editDistance(wanted, known);
    const near = distance <= Math.max(1, Math.floor(known.length / 3));
    if (near && (!nearest || distance < nearest.distance)) nearest = { field, distance };
  }
  if (!nearest) return undefined;
  return nearest.field === 'new-entrant' ? newEntrantNames[0] : filterFields[nearest.field].name;
}

/** Letters to insert, remove or replace to get from one word to the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 0; column < to.length; column += 1)
      next.push(
        Math.min(
          (row[column + 1] ?? 0) + 1,
          (next[column] ?? 0) + 1,
          (row[column] ?? 0) + (letter === to[column] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[to.length] ?? 0;
}
