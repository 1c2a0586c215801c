import { isDeepStrictEqual } from 'node:util';
import type { Alert, ChatMessage } from '@marketscope/contracts';
import { isNameOf, searchesFor } from '../language/company-aliases.ts';
import type { AlertTerms, Intent, MeantAlerts, NewThreshold, WantedAlert } from '../language/intent.ts';
import { isMeantAlert, onlyMeant, takesThreshold, thresholdFor } from '../language/meant-alert.ts';
import type { Subject } from '../language/subject.ts';
import type { ToolContext } from '../tools/tool.ts';
import { changeOf, type AlertChange } from './alert-change.ts';
import { confirmationNeeded, type Change } from './change.ts';

/** Decides, for any model, which changes a person has asked for. */
export interface ChangePermit {
  allows(change: Change): Promise<boolean>;
}

/** The changes that the last answer asked the person about. */
export function pendingChanges(history: readonly ChatMessage[]): Change[] {
  const last = history.at(-1);
  if (last?.role !== 'assistant' || last.state !== 'complete') return [];
  return last.toolCalls.flatMap(({ outcome }) => {
    const asked = outcome?.ok ? confirmationNeeded.safeParse(outcome.result) : undefined;
    return asked?.success ? [asked.data.change] : [];
  });
}

/**
 * Allows a change when the person's own message asks for just that, or when it says yes to it and the answer before
 * had asked. Neither a model nor what a tool brought in can widen it.
 * @param request.intents what the person's message was read as
 * @param request.message the message, in which a note must stand word for word
 */
export function createChangePermit(
  request: { intents: readonly Intent[]; message: string; pending: readonly Change[] },
  context: Pick<ToolContext, 'market' | 'alerts' | 'userId'>,
): ChangePermit {
  const { intents, message } = request;
  const confirmed = intents.every(({ kind }) => kind === 'confirm') ? request.pending : [];
  const symbolsByName = new Map<string, Promise<Set<string>>>();

  async function means(subject: Subject, symbol: string): Promise<boolean> {
    if (subject.kind === 'symbol') return subject.symbol === symbol;
    const { name } = subject;
    const symbols = symbolsByName.get(name) ?? symbolsNamed(name);
    symbolsByName.set(name, symbols);
    return (await symbols).has(symbol);
  }

  async function symbolsNamed(name: string): Promise<Set<string>> {
    const hits = (await Promise.all(searchesFor(name).map((query) => context.market.search(query)))).flat();
    return new Set(
      hits
        .filter((hit) => hit.symbol === name.toUpperCase() || isNameOf(hit.name, name))
        .map(({ symbol }) => symbol),
    );
  }

  async function asksFor(intent: Intent, change: Change): Promise<boolean> {
    if (intent.kind === 'watch' && change.kind === 'watch')
      return some(intent.subjects, (subject) => means(subject, change.symbol));
    if (intent.kind === 'create-alert' && change.kind === 'create-alert')
      return (
        isNoteOf(change.note, message) &&
        some(intent.alerts, (wanted) => isWanted(wanted, intent.terms, change))
      );
    if (intent.kind === 'delete-alert' && change.kind === 'delete-alert')
      return isUnwanted(intent.which, change.alertId);
    if (intent.kind === 'change-alert' && change.kind === 'change-alert')
      return isMeantSo(intent.which, intent.threshold, change);
    return false;
  }

  async function isWanted(wanted: WantedAlert, terms: AlertTerms, change: AlertChange): Promise<boolean> {
    const { symbol, direction, note } = change;
    const asked = changeOf({
      ...terms,
      ...wanted,
      direction: wanted.direction === 'either' ? direction : wanted.direction,
      symbol,
      note,
    });
    return isDeepStrictEqual(asked, change) && (await means(wanted.subject, symbol));
  }

  async function isUnwanted(which: MeantAlerts, alertId: string): Promise<boolean> {
    const meant = await fitting(which);
    // More than one deletion waits for a yes, even where all were asked for.
    return meant.length === 1 && meant[0]?.id === alertId;
  }

  async function isMeantSo(
    which: MeantAlerts,
    wanted: NewThreshold,
    { alertId, threshold }: Extract<Change, { kind: 'change-alert' }>,
  ): Promise<boolean> {
    const meant = onlyMeant((await fitting(which)).filter((alert) => takesThreshold(alert, wanted)));
    return meant?.id === alertId && thresholdFor(meant, wanted) === threshold;
  }

  async function fitting(which: MeantAlerts): Promise<Alert[]> {
    const found: Alert[] = [];
    for (const alert of await context.alerts.list(context.userId))
      if (await fits(which, alert)) found.push(alert);
    return found;
  }

  async function fits(which: MeantAlerts, alert: Alert): Promise<boolean> {
    if (!isMeantAlert(which, alert)) return false;
    const { id, subjects } = which;
    return (
      id !== undefined || subjects.length === 0 || some(subjects, (subject) => means(subject, alert.symbol))
    );
  }

  return {
    async allows(change) {
      if (confirmed.some((each) => isDeepStrictEqual(each, change))) return true;
      return some(intents, (intent) => asksFor(intent, change));
    },
  };
}

function isNoteOf(note: string | null, message: string): boolean {
  return note === null || message.toLowerCase().includes(note.toLowerCase());
}

async function some<Item>(items: readonly Item[], holds: (item: Item) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (await holds(item)) return true;
  return false;
}
