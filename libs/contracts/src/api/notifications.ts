import { z } from 'zod';
import { instant } from '../market.ts';
import { listOf } from './list.ts';

/** What a person may be told of. */
export const notificationKind = z.enum([
  'price-alert',
  'daily-summary',
  'screen-entrant',
  'job-completed',
  'job-failed',
  'security',
  'welcome',
]);
export type NotificationKind = z.infer<typeof notificationKind>;

/** Where a person may be told it. */
export const channel = z.enum(['inbox', 'email']);
export type Channel = z.infer<typeof channel>;

/** One entry of the inbox. */
export const notification = z.object({
  id: z.string(),
  kind: notificationKind,
  title: z.string(),
  body: z.string(),
  /** Path in the page that it is about, e.g. `/alerts`. */
  link: z.string().nullable(),
  createdAt: instant,
  readAt: instant.nullable(),
});
export type Notification = z.infer<typeof notification>;
export const notificationListResponse = listOf(notification).extend({
  unread: z.number().int().nonnegative(),
});
export type NotificationListResponse = z.infer<typeof notificationListResponse>;
