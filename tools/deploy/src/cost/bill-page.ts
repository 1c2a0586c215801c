import { textTable } from '../text-table.ts';
import { assumptions } from './assumptions.ts';
import { total, type BillLine } from './bill.ts';
import { prices } from './prices.ts';
import type { Usage } from './traffic.ts';

/** A bill as a person reads it: by service, by product, the prices with their dates, and what it all stands on. */
export function billPage(
  environment: string,
  usage: Usage,
  fixed: readonly BillLine[],
  lines: readonly BillLine[],
): string {
  const used = [...new Set(lines.map(({ price }) => price))];
  return [
    `${environment}, a month, ${count(usage.users)} people, ${count(usage.questions)} questions: ${dollars(total(lines))}, of which ${dollars(total(fixed))} whatever is used.`,
    textTable(
      ['service', 'for', 'quantity', 'US$'],
      sections(lines, ({ part }) => part).flatMap(([part, ofPart]) => [
        ...ofPart.map(({ price, quantity, usd }) => [
          part,
          `${prices[price].product}: ${prices[price].per}`,
          count(quantity),
          usd.toFixed(2),
        ]),
        [part, 'in all', '', total(ofPart).toFixed(2)],
      ]),
      { right: [2, 3] },
    ),
    textTable(
      ['product', 'US$'],
      [
        ...sections(lines, ({ price }) => prices[price].product).map(([product, ofProduct]) => [
          product,
          total(ofProduct).toFixed(2),
        ]),
        ['in all', total(lines).toFixed(2)],
      ],
      { right: [1] },
    ),
    'Not in it: language models, mail, SMS, a domain, support, taxes; free tiers, which would take some of it off.',
    `It assumes:\n${Object.values(assumptions)
      .map(({ value, means }) => `  ${String(value).padStart(6)} ${means}`)
      .join('\n')}`,
    `Prices of us-east-1, as last seen published:\n${textTable(
      ['US$', 'per', 'seen', 'at'],
      used.map((name) => [
        plain(prices[name].usd),
        `${prices[name].product} ${prices[name].per}`,
        prices[name].seen,
        prices[name].source,
      ]),
    )}`,
  ].join('\n\n');
}

const dollars = (usd: number): string => `US$ ${usd.toFixed(2)}`;

const count = (quantity: number): string =>
  quantity.toLocaleString('en-US', { maximumFractionDigits: quantity < 100 ? 2 : 0 });

/** The lines in groups, in the order in which they first come. */
function sections(lines: readonly BillLine[], by: (line: BillLine) => string): [string, BillLine[]][] {
  const groups = new Map<string, BillLine[]>();
  for (const line of lines) groups.set(by(line), [...(groups.get(by(line)) ?? []), line]);
  return [...groups];
}

/** A price without an exponent, however small it is. */
const plain = (usd: number): string => usd.toFixed(10).replace(/\.?0+$/, '');
