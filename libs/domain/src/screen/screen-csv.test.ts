import type { ListedScreenRow } from '@marketscope/contracts';
import { sampleScreenRow } from '@marketscope/contracts/fixtures';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { screenCsv, screenCsvKey } from './screen-csv.ts';

const row: ListedScreenRow = {
  ...sampleScreenRow({
    name: 'Apple Inc.',
    close: 150.25,
    volume: 60_000_000,
    changePercent: -2.5,
    return5: -4.123456,
    return21: 0.1 + 0.2,
    drawdownPercent: -25.000000000000004,
    average50: 160.00000000001,
    average200: 0.00001234,
    volatility20: 31,
    volumeRatio: 2.25,
    rsi14: 100,
  }),
  newEntrant: true,
};

it('writes a heading and a line a row', () => {
  expect(screenCsv([row, { ...row, symbol: '^GSPC', name: null, volume: null, newEntrant: false }])).toBe(
    [
      'date,symbol,name,currency,close,change_percent,return_5_sessions_percent,return_21_sessions_percent,return_252_sessions_percent,drawdown_percent,average_50,average_200,volatility_20_percent,volume,volume_ratio,rsi_14,new_entrant,as_of,source\r\n',
      '2009-06-01,AAPL,Apple Inc.,USD,150.25,-2.5,-4.1235,0.3,,-25,160,0.00001234,31,60000000,2.25,100,yes,2009-06-01T20:00:00.000Z,replay\r\n',
      '2009-06-01,^GSPC,,USD,150.25,-2.5,-4.1235,0.3,,-25,160,0.00001234,31,,2.25,100,no,2009-06-01T20:00:00.000Z,replay\r\n',
    ].join(''),
  );
  expect(screenCsvKey('2026-11-20')).toBe('screens/2026-11-20/daily_results.csv');
});

it.each([
  ['=HYPERLINK("http://evil")', `"'=HYPERLINK(""http://evil"")"`],
  ['+1', `'+1`],
  ['-1+1|cmd', `'-1+1|cmd`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\t=1', `'\t=1`],
  ['Berkshire, B', '"Berkshire, B"'],
  ['The "Best"', '"The ""Best"""'],
  ['two\nlines', '"two\nlines"'],
])('makes the name %j safe', (name, cell) => {
  expect(screenCsv([{ ...row, name }])).toContain(`,${cell},USD,`);
});

/** The cells of a CSV as RFC 4180 has them. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(cells);
    cells = [];
  }
  return rows;
}

it('keeps every text and every number readable, and runs nothing', () => {
  const decimal = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), decimal, (name, changePercent) => {
      const [heading, cells = []] = cellsOf(screenCsv([{ ...row, name, changePercent }]));
      expect(cells).toHaveLength(heading?.length ?? 0);
      expect([name, `'${name}`]).toContain(cells[2]);
      expect(cells[2]).not.toMatch(/^[=+\-@]/);
      expect(Math.abs(Number(cells[5]) - changePercent)).toBeLessThanOrEqual(0.000051);
    }),
  );
});
