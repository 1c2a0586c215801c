import { setTimeout as pause } from 'node:timers/promises';
import type { Notification } from '@marketscope/contracts';
import type { InboxStore } from '@marketscope/domain';

/** Entries looked at each time: more than come within one look at it. */
const LOOK_AT = 50;

/**
 * The entries that come into a person's inbox from now on, each once, in the order of their times. Ends with the signal.
 * @param options.everyMs milliseconds between two looks
 */
export async function* newEntries(
  inbox: Pick<InboxStore, 'list'>,
  userId: string,
  { everyMs, signal }: { everyMs: number; signal: AbortSignal },
): AsyncGenerator<Notification> {
  const seen = new Set<string>();
  const look = async (): Promise<Notification[]> => {
    const { items } = await inbox.list(userId, { limit: LOOK_AT });
    const unseen = items.filter(({ id }) => !seen.has(id)).reverse();
    for (const { id } of unseen) seen.add(id);
    return unseen;
  };
  await look();
  while (await elapsed(everyMs, signal)) yield* await look();
}

/** Waits; false when the signal came first. */
async function elapsed(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await pause(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
