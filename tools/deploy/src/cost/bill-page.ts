import { textTable } from '../text-table.ts';
import { assumptions } from './assumptions.ts';
import { total, type BillLine } from './bill.ts';
import { lookedUp, prices, type Price } from './prices.ts';
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
    `Prices of us-east-1, looked up on ${lookedUp}:\n${textTable(
      ['US$', 'per', 'of', 'read at'],
      used.map((name) => {
        const { usd, product, per, page, read }: Price = prices[name];
        const source = read ? [read.dated ?? 'no date', read.at] : ['not read', `see ${page}`];
        return [plain(usd), `${product} ${per}`, ...source];
      }),
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
