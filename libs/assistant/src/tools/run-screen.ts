import {
  filterText,
  listedScreenRow,
  screen,
  screenSortField,
  sessionDate,
  type ListedScreenRow,
  type ScreenSort,
} from '@marketscope/contracts';
import { filterFieldNames, filterFields, FilterError } from '@marketscope/domain';
import { z } from 'zod';
import { asManyAsFit } from './largest-result.ts';
import { defineTool, ToolError, type ToolContext } from './tool.ts';

const DEFAULT_ROWS = 10;
const MAX_ROWS = 20;
/** More than any price or percentage needs, and fewer than binary fractions have. */
const SIGNIFICANT_DIGITS = 10;

const screenToolRow = listedScreenRow.omit({ date: true, asOf: true });
export type ScreenToolRow = z.infer<typeof screenToolRow>;

export const screenToolResult = screen
  .pick({ date: true, completedAt: true, previousDate: true, symbols: true })
  .extend({
    /** How many of the symbols the filter lets through. */
    matched: z.number().int(),
    /** What the filter says, in words; null without one. */
    filter: z.string().nullable(),
    sort: z.string(),
    rows: z.array(screenToolRow),
  });
export type ScreenToolResult = z.infer<typeof screenToolResult>;

const sorts = screenSortField.options.flatMap((field): ScreenSort[] => [field, `-${field}`]);

export const runScreen = defineTool({
  name: 'run_screen',
  description: `Looks through the daily screen: every symbol of the universe at the close of a session. Use it for questions about many symbols: what fell most, which are oversold, which match conditions. Each row has close, changePercent (on the day), return5, return21, return252 (percent over so many sessions), drawdownPercent (from the 52-week high, 0 or less), average50, average200, volatility20 (annualised, percent), volume, volumeRatio (multiple of the 20-day mean), rsi14, and newEntrant (deep below its high, and not in the screen before). null is not known. \`date\` is the session; say it with every figure, and the source.`,
  input: z.strictObject({
    filter: filterText
      .optional()
      .describe(
        `e.g. "drawdown < -20% and volume ratio > 2", "rsi < 30", "price > 200-day average", "new entrant". Comparisons (<, <=, >, >=) joined by and, or, not, parentheses. Fields: ${filterFieldNames.map((field) => filterFields[field].name).join(', ')}. A drawdown is negative.`,
      ),
    sort: z
      .enum(sorts as [ScreenSort, ...ScreenSort[]])
      .optional()
      .describe('Lowest first; with a leading minus highest first. drawdownPercent when left out.'),
    limit: z
      .number()
      .int()
      .min(1)
      .max(MAX_ROWS)
      .optional()
      .describe(`Rows to answer, ${DEFAULT_ROWS} when left out; \`matched\` counts all`),
    date: sessionDate.optional().describe('YYYY-MM-DD of a past session; the latest screen when left out'),
  }),
  result: screenToolResult,
  async run({ filter, sort = 'drawdownPercent', limit = DEFAULT_ROWS, date }, { screens }) {
    const day = date === undefined ? ('latest' as const) : { date };
    const read = await screens.read(day, { filter, sort, limit }).catch((error: unknown) => {
      throw error instanceof FilterError
        ? new ToolError(`The filter “${filter}” can’t be read. ${error.message}`, { cause: error })
        : error;
    });
    if (!read) throw new ToolError(await noScreenText(date, screens));
    const { date: session, completedAt, previousDate, symbols } = read.screen;
    const rows = asManyAsFit(read.items.map(rounded));
    return {
      result: {
        date: session,
        completedAt,
        previousDate,
        symbols,
        matched: read.matched,
        filter: read.description,
        sort,
        rows,
      },
      citations: [
        { kind: 'screen', date: session, sources: [...new Set(rows.map(({ source }) => source))].toSorted() },
      ],
    };
  },
});

function rounded({ date: _date, asOf: _asOf, ...row }: ListedScreenRow): ScreenToolRow {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'number' ? Number(value.toPrecision(SIGNIFICANT_DIGITS)) : value,
  ]);
  return screenToolRow.parse(Object.fromEntries(values));
}

async function noScreenText(date: string | undefined, screens: ToolContext['screens']): Promise<string> {
  const latest = date === undefined ? undefined : await screens.read('latest', { sort: 'symbol', limit: 1 });
  return latest
    ? `There is no screen of ${date}. The latest is of ${latest.screen.date}.`
    : 'There is no screen yet. The first comes after the close, with the daily update.';
}
