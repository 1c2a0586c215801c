import type { AlertKind, EventData } from '@marketscope/contracts';
import { conditionWords, priceWords, restWords } from '@marketscope/domain';
import { percent } from './wording.ts';

type Crossing = EventData<'alert.triggered.v1'>;

/** An alert that fired, in words. */
export interface AlertWords {
  /** What happened, e.g. `AAPL is down 5.20% on the day`. */
  heading: string;
  /** What was waited for, e.g. `down 5% or more on the day`. */
  condition: string;
  /** What was seen beside the price, by its names. */
  seen: (readonly [name: string, value: string])[];
}

const exactPercent = new Intl.NumberFormat('en-US', {
  style: 'percent',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const plainNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

const wordings: Record<AlertKind, (crossing: Crossing) => Omit<AlertWords, 'condition'>> = {
  price: (crossing) => ({
    heading: `${crossing.symbol} is at ${money(crossing, crossing.price)}`,
    seen: [],
  }),

  'change-percent': (crossing) => ({
    heading: `${crossing.symbol} is ${moved(valueOf(crossing))} on the day`,
    seen: [['Change on the day', percent(valueOf(crossing))]],
  }),

  'base-percent': (crossing) => {
    const base = crossing.basePrice === null ? 'its base price' : money(crossing, crossing.basePrice);
    return {
      heading: `${crossing.symbol} is ${moved(valueOf(crossing))} from ${base}`,
      seen: [[`Change from ${base}`, percent(valueOf(crossing))]],
    };
  },

  drawdown: (crossing) => ({
    heading: `${crossing.symbol} is ${exactly(valueOf(crossing))} below its 52-week high`,
    seen: [['Below the 52-week high', exactly(valueOf(crossing))]],
  }),

  'volume-ratio': (crossing) => ({
    heading: `${crossing.symbol} trades at ${times(valueOf(crossing))} its usual volume`,
    seen: [
      ...(crossing.volume === null
        ? []
        : [['Volume', `${wholeNumber.format(crossing.volume)} shares`] as const]),
      ['Of the 20-day mean', times(valueOf(crossing))],
    ],
  }),

  'average-cross': (crossing) => {
    const side = crossing.direction;
    return {
      heading: `${crossing.symbol}: the 50-day average is ${side} the 200-day one`,
      seen: [
        ...averageRow('50-day average', crossing, crossing.average50),
        ...averageRow('200-day average', crossing, crossing.average200),
      ],
    };
  },
};

/** What an alert that fired tells, each kind in its own words. */
export function alertWords(crossing: Crossing): AlertWords {
  return { ...wordings[crossing.kind](crossing), condition: conditionWords(crossing) };
}

/** What comes after an alert has fired. */
export function afterwardsWords({ repeat, cooldownMinutes }: Crossing): string {
  if (!repeat) return 'The alert is done and will not fire again.';
  const rest = cooldownMinutes === null ? '' : `rests for ${restWords(cooldownMinutes)}, then `;
  return `The alert repeats: it ${rest}waits until this is no longer so, and fires when it is so again.`;
}

/** The value seen; that of a price is the price, for publishers that knew of no other. */
function valueOf({ value, price }: Crossing): number {
  return value ?? price;
}

function money({ symbol, currency }: Crossing, price: number): string {
  return priceWords(symbol, price, currency);
}

/** E.g. `up 5.20%`. */
function moved(change: number): string {
  return change === 0 ? 'unchanged' : `${change > 0 ? 'up' : 'down'} ${exactly(change)}`;
}

function averageRow(name: string, crossing: Crossing, average: number | null): (readonly [string, string])[] {
  return average === null ? [] : [[name, money(crossing, average)]];
}

/** Without its sign, to two decimals. */
function exactly(change: number): string {
  return exactPercent.format(Math.abs(change) / 100);
}

function times(ratio: number): string {
  return `${plainNumber.format(ratio)}×`;
}
