import type { Intent, ReadingDays } from '../language/intent.ts';
import { readMessage } from '../language/read-message.ts';
import {
  answerAlertChange,
  answerAlertDeletion,
  answerAlertList,
  answerNewAlerts,
  answerNoAlert,
} from './answers/alerts.ts';
import { answerConfirmation } from './answers/confirmation.ts';
import { answerFromDocuments } from './answers/documents.ts';
import { answerComparison, answerHistory, answerQuote, answerSearch } from './answers/market.ts';
import { answerScreen } from './answers/screen.ts';
import { answerWatching, answerWatchlist } from './answers/watchlist.ts';
import type { Evidence, PlannedCall } from './evidence.ts';
import { unclearAlertText } from './write/changes.ts';
import { phrases, refusal } from './write/phrases.ts';

/** What the analyst does next: calls tools, or answers. */
export type Step = { kind: 'call'; calls: PlannedCall[] } | { kind: 'answer'; text: string };

/** Reads the question and decides, from what is known so far, what is still to be found out or what the answer is. */
export function nextStep(evidence: Evidence, days: ReadingDays): Step {
  const intents = readMessage(evidence.question, { ...days, earlier: evidence.earlier });
  const texts = intents.map((intent) => answerTo(intent, evidence, days));
  if (evidence.missing.length > 0) return { kind: 'call', calls: evidence.missing };
  return { kind: 'answer', text: texts.filter((text) => text !== undefined).join('\n\n') };
}

/** The answer to one intent, or undefined while something is missing, which the evidence has then noted. */
function answerTo(intent: Intent, evidence: Evidence, { today }: ReadingDays): string | undefined {
  switch (intent.kind) {
    case 'quote':
      return answerQuote(intent, evidence);
    case 'history':
      return answerHistory(intent, evidence);
    case 'compare':
      return answerComparison(intent, evidence, today);
    case 'search':
      return answerSearch(intent, evidence);
    case 'list-watchlist':
      return answerWatchlist(intent, evidence);
    case 'watch':
      return answerWatching(intent, evidence);
    case 'create-alert':
      return answerNewAlerts(intent, evidence);
    case 'unclear-alert':
      return unclearAlertText(intent.trouble);
    case 'no-alert':
      return answerNoAlert(intent, evidence);
    case 'screen':
      return answerScreen(intent, evidence, today);
    case 'documents':
      return answerFromDocuments(intent, evidence);
    case 'list-alerts':
      return answerAlertList(intent, evidence);
    case 'change-alert':
      return answerAlertChange(intent, evidence);
    case 'delete-alert':
      return answerAlertDeletion(intent, evidence);
    case 'confirm':
      return answerConfirmation(evidence);
    case 'unsupported':
      return refusal(intent.topic);
    case 'decline':
    case 'greet':
    case 'thank':
    case 'help':
    case 'identify':
    case 'unknown':
      return phrases[intent.kind];
  }
}
