import { readConditions } from './alert-condition.ts';
import { isNoRequest } from './clauses.ts';
import { findAmounts } from './amount.ts';
import { withoutNumberedNames } from './company-aliases.ts';
import type { ClauseReader, MissingInAlert } from './intent.ts';
import { readSubjects } from './subject.ts';

const telling =
  /\b(?:notify|ping|warn|tell|let|remind|e-?mail|text|message|inform|buzz)\b.*?\b(?:when|if|once|as soon as|whenever|should)\b/i;
const making =
  /\balert me\b|^alert\b(?!s)|\b(?:set|create|make|add|put|place|new|want|need|like)\b.*\b(?:price )?alert\b/i;
const deleting =
  /\b(?:delete|remove|cancel|clear|disable|deactivate|stop|turn off|get rid of|kill)\b.*\balert(?:s|ing)?\b/i;
/** Ids as this system makes them: ULIDs. */
const alertId = /\b[0-9A-HJKMNP-TV-Z]{26}\b/i;
const note = /[,;.]?\s*\b(?:with (?:the |a )?)?note:?\s+["']?(?<note>[^"']+?)["']?\s*$/i;

/** “Alert me when TSLA drops below 200”, “set an alert for Apple at $1,500”, “tell me if MSFT reaches 1.5k”. */
export const readNewAlert: ClauseReader = (clause) => {
  const hasTellingWord = telling.test(clause);
  if (deleting.test(clause) || !(making.test(clause) || hasTellingWord) || isNoRequest(clause))
    return undefined;
  const noted = note.exec(clause)?.groups?.['note'];
  const wish = withoutNumberedNames(clause)
    .replace(note, '')
    .replace(/\b(?:price\s+)?alerts?\b/gi, ' ')
    .replace(/\b(?:tell|notify|ping|warn|let|remind|e-?mail|text|message|inform|buzz) me\b/gi, ' ');
  const { alerts, subjects, amounts, lacksDirection } = readConditions(wish);
  const prices = amounts.filter(({ unit }) => unit === 'money');
  // Without a price, “tell me when …” may ask anything.
  if (hasTellingWord && !making.test(clause) && amounts.length === 0) return undefined;
  if (alerts.length > 0 && !lacksDirection) return { kind: 'create-alert', alerts, note: noted ?? null };

  const missing: MissingInAlert[] = [];
  if (subjects.length === 0) missing.push('company');
  if (prices.length === 0) missing.push(amounts.length > 0 ? 'price-not-percent' : 'price');
  else if (lacksDirection) missing.push('direction');
  return { kind: 'unclear-alert', missing };
};

/** “Delete my TSLA alert”, “cancel all alerts”, “remove the alert at 200”. */
export const readAlertDeletion: ClauseReader = (clause) => {
  if (!deleting.test(clause) || isNoRequest(clause)) return undefined;
  const id = alertId.exec(clause)?.[0].toUpperCase();
  const about = withoutNumberedNames(clause).replace(alertId, ' ');
  const [amount] = findAmounts(about);
  const words = amount ? about.slice(0, amount.start) + about.slice(amount.end) : about;
  return {
    kind: 'delete-alert',
    which: {
      id,
      subjects: readSubjects(
        words.replaceAll(
          /\b(?:turn off|get rid of|alerting|clear|kill|disable|deactivate|stop|below|under|above|over)\b/gi,
          ',',
        ),
      ),
      threshold: amount?.value,
      all: /\b(?:all|every|everything|alerts)\b/i.test(clause),
    },
  };
};

/** “My alerts”, “which alerts do I have on TSLA?” */
export const readAlertListing: ClauseReader = (clause) => {
  if (!/\balerts?\b/i.test(clause) || isHowTo(clause) || making.test(clause)) return undefined;
  return {
    kind: 'list-alerts',
    subjects: readSubjects(clause.replaceAll(/\b(?:set|active|armed|waiting)\b/gi, ',')),
  };
};

function isHowTo(clause: string): boolean {
  return isNoRequest(clause) && !/^(?:do|have) i\b|^is there\b/i.test(clause);
}
