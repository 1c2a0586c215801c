import { z } from 'zod';
import { instant, sessionDate, symbol } from '../market.ts';
import { filterText, savedFilter, screen, screenRow } from '../screen.ts';
import { listOf, NOT_A_CURSOR } from './list.ts';

/** What the rows of a screen can be sorted by. */
export const screenSortField = screenRow
  .omit({ date: true, currency: true, source: true, asOf: true })
  .keyof();
export type ScreenSortField = z.infer<typeof screenSortField>;

/** `drawdownPercent` sorts upwards, `-drawdownPercent` downwards; rows without the value come last either way. */
export const screenSort = z.union([screenSortField, z.templateLiteral(['-', screenSortField])], {
  error: `Sort by one of ${screenSortField.options.join(', ')}, with - before it for the highest first`,
});
export type ScreenSort = z.infer<typeof screenSort>;

export const screenQuery = z.object({
  filter: filterText.optional(),
  sort: screenSort.default('drawdownPercent'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}\.\d{1,6}$/, NOT_A_CURSOR)
    .optional(),
});
export type ScreenQuery = z.infer<typeof screenQuery>;

/** A row with whether its symbol is new among those deep below their 52-week high. */
export const listedScreenRow = screenRow.extend({ newEntrant: z.boolean() });
export type ListedScreenRow = z.infer<typeof listedScreenRow>;

export const screenResponse = listOf(listedScreenRow).extend({
  screen,
  /** Rows that the filter lets through, on all pages. */
  matched: z.number().int().nonnegative(),
  /** What the filter says, in plain words; null without one. */
  description: z.string().nullable(),
});
export type ScreenResponse = z.infer<typeof screenResponse>;

/** What one symbol's rows were in the latest screens, newest first. */
export const screenHistoryResponse = listOf(screenRow);

/** Where the CSV of a screen can be fetched until the link ends. */
export const screenFileResponse = z.object({ url: z.url(), expiresAt: instant });
export type ScreenFile = z.infer<typeof screenFileResponse>;

export const screenParams = z.object({ date: sessionDate });
export const screenSymbolParams = z.object({ symbol });

export const savedFilterRequest = z.strictObject({
  name: z.string().trim().min(1).max(80),
  filter: filterText,
});
export type SavedFilterRequest = z.infer<typeof savedFilterRequest>;
export const savedFilterListResponse = listOf(savedFilter);
