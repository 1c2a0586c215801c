import type { ListedScreenRow, ScreenSortField } from '@marketscope/contracts';
import { priceWords } from '@marketscope/domain';
import { signedPercent } from '../market/figures.ts';

/** A column of figures of the screen. */
export interface ScreenColumn {
  field: ScreenSortField;
  heading: string;
  /** What it says, for the legend and on hovering. */
  meaning: string;
  /** Which end is looked at first. */
  first: 'lowest' | 'highest';
  /** A row's figure; undefined where it is not known. */
  figure: (row: ListedScreenRow) => string | undefined;
  /** Whether a figure below 0 is a loss, and one above a gain. */
  isChange?: boolean;
}

/** The columns of figures, in their order; what can't be known yet is left empty in them, never filled in. */
export const screenColumns: readonly ScreenColumn[] = [
  {
    field: 'close',
    heading: 'Close',
    meaning: 'The price at the session’s close, in the symbol’s currency; of an index, its points.',
    first: 'highest',
    figure: ({ symbol, close, currency }) => priceWords(symbol, close, currency),
  },
  change('changePercent', 'Day', 'The change since the previous session’s close.'),
  change('return5', '5 d', 'The change over 5 sessions, about a week.'),
  change('return21', '21 d', 'The change over 21 sessions, about a month.'),
  change('return252', '1 y', 'The change over 252 sessions, about a year.'),
  {
    field: 'drawdownPercent',
    heading: 'Drawdown',
    meaning: 'How far the close is below the highest price of the last 52 weeks.',
    first: 'lowest',
    figure: ({ drawdownPercent }) => percent(drawdownPercent),
    isChange: true,
  },
  {
    field: 'average50',
    heading: 'Avg 50',
    meaning: 'The mean of the last 50 closes.',
    first: 'highest',
    figure: ({ symbol, average50, currency }) => price(symbol, average50, currency),
  },
  {
    field: 'average200',
    heading: 'Avg 200',
    meaning: 'The mean of the last 200 closes.',
    first: 'highest',
    figure: ({ symbol, average200, currency }) => price(symbol, average200, currency),
  },
  {
    field: 'volatility20',
    heading: 'Volatility',
    meaning:
      'How much the price moved over 20 sessions: the standard deviation of daily log returns, a year’s worth.',
    first: 'highest',
    figure: ({ volatility20 }) => (volatility20 === null ? undefined : `${volatility20.toFixed(1)}%`),
  },
  {
    field: 'volumeRatio',
    heading: 'Volume ×',
    meaning: 'The session’s volume as a multiple of the mean of the 20 sessions before.',
    first: 'highest',
    figure: ({ volumeRatio }) => (volumeRatio === null ? undefined : `${volumeRatio.toFixed(2)}×`),
  },
  {
    field: 'rsi14',
    heading: 'RSI',
    meaning:
      'Wilder’s relative strength index over 14 sessions: above 70 is often called overbought, below 30 oversold.',
    first: 'lowest',
    figure: ({ rsi14 }) => rsi14?.toFixed(0),
  },
];

function change(
  field: 'changePercent' | 'return5' | 'return21' | 'return252',
  heading: string,
  meaning: string,
): ScreenColumn {
  return {
    field,
    heading,
    meaning,
    first: 'lowest',
    figure: (row) => percent(row[field]),
    isChange: true,
  };
}

function percent(value: number | null): string | undefined {
  return value === null ? undefined : signedPercent(value);
}

function price(symbol: string, value: number | null, currency: string): string | undefined {
  return value === null ? undefined : priceWords(symbol, value, currency);
}
