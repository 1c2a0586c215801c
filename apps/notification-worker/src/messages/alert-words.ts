import type { AlertKind, EventData } from '@marketscope/contracts';
import { priceWords } from '@marketscope/domain';
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

const plainPercent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 2 });
const exactPercent = new Intl.NumberFormat('en-US', {
  style: 'percent',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const plainNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

const sides = { above: 'at or above', below: 'at or below' } as const;

const wordings: Record<AlertKind, (crossing: Crossing) => AlertWords> = {
  price: (crossing) => ({
    heading: `${crossing.symbol} is at ${money(crossing, crossing.price)}`,
    condition: `${sides[crossing.direction]} ${money(crossing, crossing.threshold)}`,
    seen: [],
  }),

  'change-percent': (crossing) => ({
    heading: `${crossing.symbol} is ${moved(valueOf(crossing))} on the day`,
    condition: `${movedAtLeast(crossing)} on the day`,
    seen: [['Change on the day', percent(valueOf(crossing))]],
  }),

  'base-percent': (crossing) => {
    const base = crossing.basePrice === null ? 'its base price' : money(crossing, crossing.basePrice);
    return {
      heading: `${crossing.symbol} is ${moved(valueOf(crossing))} from ${base}`,
      condition: `${movedAtLeast(crossing)} from ${base}`,
      seen: [[`Change from ${base}`, percent(valueOf(crossing))]],
    };
  },

  drawdown: (crossing) => ({
    heading: `${crossing.symbol} is ${exactly(valueOf(crossing))} below its 52-week high`,
    condition: `${plainly(crossing.threshold)} or more below the 52-week high`,
    seen: [['Below the 52-week high', exactly(valueOf(crossing))]],
  }),

  'volume-ratio': (crossing) => ({
    heading: `${crossing.symbol} trades at ${times(valueOf(crossing))} its usual volume`,
    condition: `volume at ${times(crossing.threshold)} its 20-day mean or more`,
    seen: [
      ...(crossing.volume === null
        ? []
        : [['Volume', `${wholeNumber.format(crossing.volume)} shares`] as const]),
      ['Of the 20-day mean', times(valueOf(crossing))],
    ],
  }),

  'average-cross': (crossing) => {
    const side = crossing.direction;
    const name = side === 'above' ? 'golden cross' : 'death cross';
    return {
      heading: `${crossing.symbol}: the 50-day average is ${side} the 200-day one`,
      condition: `50-day average ${side} the 200-day one (${name})`,
      seen: [
        ...averageRow('50-day average', crossing, crossing.average50),
        ...averageRow('200-day average', crossing, crossing.average200),
      ],
    };
  },
};

/** What an alert that fired tells, each kind in its own words. */
export function alertWords(crossing: Crossing): AlertWords {
  return wordings[crossing.kind](crossing);
}

/** What comes after an alert has fired. */
export function afterwardsWords({ repeat, cooldownMinutes }: Crossing): string {
  if (!repeat) return 'The alert is done and will not fire again.';
  const rest = cooldownMinutes === null ? '' : `rests for ${durationWords(cooldownMinutes)}, then `;
  return `The alert repeats: it ${rest}waits until this is no longer so, and fires when it is so again.`;
}

/** A number of minutes in the largest unit that it is whole in. */
function durationWords(minutes: number): string {
  const [unit, count] =
    minutes % 1440 === 0
      ? (['day', minutes / 1440] as const)
      : minutes % 60 === 0
        ? (['hour', minutes / 60] as const)
        : (['minute', minutes] as const);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
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

/** E.g. `down 5% or more`; a fall of at most so much, or a rise, by its bounds. */
function movedAtLeast({ direction, threshold }: Crossing): string {
  if (direction === 'above' && threshold > 0) return `up ${plainly(threshold)} or more`;
  if (direction === 'below' && threshold < 0) return `down ${plainly(threshold)} or more`;
  return `${sides[direction]} ${threshold < 0 ? '−' : ''}${plainly(threshold)}`;
}

function averageRow(name: string, crossing: Crossing, average: number | null): (readonly [string, string])[] {
  return average === null ? [] : [[name, money(crossing, average)]];
}

/** Without its sign, to as many decimals as it has. */
function plainly(change: number): string {
  return plainPercent.format(Math.abs(change) / 100);
}

/** Without its sign, to two decimals. */
function exactly(change: number): string {
  return exactPercent.format(Math.abs(change) / 100);
}

function times(ratio: number): string {
  return `${plainNumber.format(ratio)}×`;
}
