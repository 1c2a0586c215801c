import type { Block } from './email-layout.ts';
import { html } from './html.ts';

/** A paragraph. */
export function paragraph(words: string): Block {
  return {
    text: words,
    html: html`<p class="ink" style="margin:0 0 14px;color:#141b26;font-size:16px;line-height:1.55;">
      ${words}
    </p>`,
  };
}

/** A smaller heading. */
export function subheading(words: string): Block {
  return {
    text: `${words}\n${'-'.repeat(words.length)}`,
    html: html`<h2 class="ink" style="margin:22px 0 8px;color:#141b26;font-size:16px;line-height:1.4;">
      ${words}
    </h2>`,
  };
}

/** What must not be overlooked, e.g. that prices are recorded ones. */
export function cautionBlock(words: string): Block {
  return {
    text: `! ${words}`,
    html: html`<p
      class="caution"
      style="margin:0 0 16px;padding:10px 14px;background:#fff4d6;border-radius:8px;color:#6b4e00;font-size:14px;line-height:1.5;"
    >
      ${words}
    </p>`,
  };
}

/** The person's own words. */
export function quotation(label: string, words: string): Block {
  const lines = words.split('\n');
  return {
    text: `${label}:\n${lines.map((line) => `> ${line}`).join('\n')}`,
    html: html`<p class="dim" style="margin:18px 0 6px;color:#5b6776;font-size:14px;">${label}</p>
      <p
        class="quote ink"
        style="margin:0 0 14px;padding:10px 14px;background:#f2f6fd;border-left:3px solid #1f5fd6;border-radius:4px;color:#141b26;font-size:15px;line-height:1.5;"
      >
        ${lines.map((line, index) => (index === 0 ? line : html`<br />${line}`))}
      </p>`,
  };
}

/** What is told for completeness. */
export function finePrint(words: string): Block {
  return {
    text: words,
    html: html`<p class="dim" style="margin:16px 0 0;color:#5b6776;font-size:13px;line-height:1.5;">
      ${words}
    </p>`,
  };
}

/** Facts by their names. */
export function facts(rows: readonly (readonly [name: string, value: string])[]): Block {
  const width = Math.max(...rows.map(([name]) => name.length));
  return {
    text: rows.map(([name, value]) => `${`${name}:`.padEnd(width + 2)}${value}`).join('\n'),
    html: html`<table
      role="presentation"
      width="100%"
      cellpadding="0"
      cellspacing="0"
      style="margin:0 0 14px;"
    >
      ${rows.map(
        ([name, value]) =>
          html` <tr>
            <td
              class="dim rule"
              style="padding:9px 12px 9px 0;border-bottom:1px solid #e6eaf0;color:#5b6776;font-size:14px;vertical-align:top;white-space:nowrap;"
            >
              ${name}
            </td>
            <td
              class="ink rule"
              style="padding:9px 0;border-bottom:1px solid #e6eaf0;color:#141b26;font-size:15px;text-align:right;"
            >
              ${value}
            </td>
          </tr>`,
      )}
    </table>`,
  };
}

/** One symbol's line in a table of prices. */
export interface PriceRow {
  symbol: string;
  /** E.g. its company's name, or how old its price is; may be empty. */
  detail: string;
  /** Its price, or why it has none. */
  price: string;
  change: {
    percent: string;
    /** In money; empty when it is not known. */
    amount: string;
    direction: 'up' | 'down' | 'flat';
  } | null;
}

const looks = {
  up: { mark: '▲', color: '#0a7d4b', name: 'up' },
  down: { mark: '▼', color: '#c0342b', name: 'down' },
  flat: { mark: '•', color: '#5b6776', name: 'dim' },
} as const;

function changeWords({ percent, amount }: NonNullable<PriceRow['change']>): string {
  return amount === '' ? percent : `${percent} (${amount})`;
}

/** A table of prices; direction is shown by a mark as well as by colour. */
export function priceTable(rows: readonly PriceRow[]): Block {
  const widest = (pick: (row: PriceRow) => string): number =>
    Math.max(...rows.map((row) => pick(row).length));
  const symbolWidth = widest(({ symbol }) => symbol);
  const priceWidth = widest(({ price }) => price);
  return {
    text: rows
      .map(({ symbol, detail, price, change }) =>
        [
          symbol.padEnd(symbolWidth),
          price.padStart(priceWidth),
          change ? `${looks[change.direction].mark} ${changeWords(change)}` : '',
          detail && `(${detail})`,
        ]
          .filter((part) => part !== '')
          .join('  '),
      )
      .join('\n'),
    html: html`<table width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 8px;">
      ${rows.map(
        ({ symbol, detail, price, change }) =>
          html` <tr>
            <td
              class="ink rule"
              style="padding:10px 8px 10px 0;border-bottom:1px solid #e6eaf0;color:#141b26;font-size:15px;line-height:1.35;"
            >
              <strong>${symbol}</strong>${
                detail === ''
                  ? null
                  : html`<br /><span class="dim" style="color:#5b6776;font-size:13px;">${detail}</span>`
              }
            </td>
            <td
              class="ink rule"
              align="right"
              style="padding:10px 0;border-bottom:1px solid #e6eaf0;color:#141b26;font-size:15px;line-height:1.35;white-space:nowrap;"
            >
              ${price}${
                change &&
                html`<br /><span
                    class="${looks[change.direction].name}"
                    style="color:${looks[change.direction].color};font-size:13px;font-weight:600;"
                    >${looks[change.direction].mark} ${changeWords(change)}</span
                  >`
              }
            </td>
          </tr>`,
      )}
    </table>`,
  };
}
