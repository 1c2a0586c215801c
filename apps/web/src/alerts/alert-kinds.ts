import type { AlertDirection, AlertKind } from '@marketscope/contracts';

/** How the form speaks of a kind of alert. */
export interface KindWording {
  /** What it watches, as a choice. */
  title: string;
  /** What the directions continue, and what each says; null for a kind that has one direction. */
  directions: ({ legend: string } & Record<AlertDirection, string>) | null;
  /** The field of its threshold; null for a kind that has none. */
  threshold: {
    label: string;
    unit?: '%' | '×';
    example: string;
    /** What to enter, when nothing sensible was. */
    wanted: string;
  } | null;
}

export const kindWordings: Readonly<Record<AlertKind, KindWording>> = {
  price: {
    title: 'Its price',
    directions: { legend: 'When its price', below: 'falls to', above: 'rises to' },
    threshold: { label: 'Price', example: '150', wanted: 'Enter a price above zero, such as 150 or 99.50' },
  },
  'change-percent': {
    title: 'Its change on the day',
    directions: { legend: 'When, on the day, it', below: 'falls by at least', above: 'rises by at least' },
    threshold: {
      label: 'Percent',
      unit: '%',
      example: '5',
      wanted: 'Enter a change in percent, such as 5 or 2.5: a fall of less than 100, a rise of at most 1,000',
    },
  },
  'base-percent': {
    title: 'Its change from a base price',
    directions: {
      legend: 'When, from the base price, it',
      below: 'falls by at least',
      above: 'rises by at least',
    },
    threshold: {
      label: 'Percent',
      unit: '%',
      example: '10',
      wanted:
        'Enter a change in percent, such as 10 or 2.5: a fall of less than 100, a rise of at most 10,000',
    },
  },
  drawdown: {
    title: 'Its fall from the 52-week high',
    directions: null,
    threshold: {
      label: 'At least this far below its 52-week high',
      unit: '%',
      example: '20',
      wanted: 'Enter how many percent below the high, such as 20',
    },
  },
  'volume-ratio': {
    title: 'Its volume against the usual',
    directions: null,
    threshold: {
      label: 'At least this many times its 20-day mean',
      unit: '×',
      example: '2',
      wanted: 'Enter a multiple, such as 2 or 1.5',
    },
  },
  'average-cross': {
    title: 'Its 50- and 200-day averages crossing',
    directions: {
      legend: 'When its 50-day average crosses',
      below: 'below the 200-day (death cross)',
      above: 'above the 200-day (golden cross)',
    },
    threshold: null,
  },
};
