import type { AlertKind } from '@marketscope/contracts';
import { readConditions } from './alert-condition.ts';
import { findMarks, withPlainMeasures } from './alert-measures.ts';
import { isAlertTerms, readAlertTerms } from './alert-terms.ts';
import { isNoRequest } from './clauses.ts';
import { withoutNumberedNames } from './company-aliases.ts';
import type { AlertTrouble, ClauseReader, MeantAlerts } from './intent.ts';
import { readSubjects } from './subject.ts';

const telling =
  /\b(?:notify|ping|warn|tell|let|remind|e-?mail|text|message|inform|buzz)\b.*?\b(?:when|if|once|as soon as|whenever|should|every time|each time)\b/i;
const making =
  /\balert me\b|^alert\b(?!s)|\b(?:set|create|make|add|put|place|new|want|need|like)\b.*\b(?:price )?alert\b/i;
const deleting =
  /\b(?:delete|remove|cancel|clear|disable|deactivate|stop|turn off|get rid of|kill)\b.*\balert(?:s|ing)?\b/i;
const refusing =
  /\b(?:don't|dont|do not|never|no longer|stop)\b.*?\b(?:alert|notify|warn|ping|remind|tell me (?:when|if))(?:ing)?\b/i;
const changingAlert =
  /^(?:un)?snooze\b|\b(?:snooze|unsnooze|mute|unmute|silence|pause|resume|re-?arm|change|edit|modify|update|move|adjust|raise|lower|extend|rename|postpone) (?:(?:my|the|that|this|all|both|of|an?)\b.*)\balerts?\b.*(?:\bto\b|$)/i;
const resetting =
  /^(?:re-?set|set|change|move|adjust|raise|lower|update|edit|modify|put|bump) (?<which>(?:my|the|that|this)\b.*?\balert\b.*?) (?:up |down |back )?to\b(?<to>.*)$/i;
/** What may stand beside the number. */
const besideThreshold =
  /\b(?:instead|please|now|dollars?|usd|per share|(?:its|the) (?:average|mean|usual)|(?:fire|trigger|go off) at)\b|[\s.,!?$]/gi;
const givingTerms = /\b(?:until|till|every|each|once|repeat\w*|cool-?down|most)\b/i;
/** Ids as this system makes them: ULIDs. */
const alertId = /\b[0-9A-HJKMNP-TV-Z]{26}\b/i;

/** “Alert me when TSLA drops below 200”, “tell me every time MSFT falls 5% in a day, until Friday”. */
export const readNewAlert: ClauseReader = (clause, { calendarToday }) => {
  const hasTellingWord = telling.test(clause);
  if (deleting.test(clause) || !(making.test(clause) || hasTellingWord) || isNoRequest(clause))
    return undefined;
  const { terms, contradicts, rest } = readAlertTerms(withoutNumberedNames(clause), calendarToday);
  const wish = rest
    .replace(/\b(?:price\s+)?alerts?\b/gi, ' ')
    .replace(/\b(?:tell|notify|ping|warn|let|remind|e-?mail|text|message|inform|buzz) me\b/gi, ' ');
  const { alerts, subjects, hasMarks, trouble } = readConditions(wish);
  if (contradicts && hasMarks) return { kind: 'unclear-alert', trouble: ['how-often', ...trouble] };
  // Without a price or the like, “tell me when …” may ask anything.
  if (hasTellingWord && !making.test(clause) && !hasMarks && trouble.length === 0) return undefined;
  if (alerts.length > 0 && trouble.length === 0) return { kind: 'create-alert', alerts, terms };
  const missing: AlertTrouble[] = [];
  if (subjects.length === 0) missing.push('company');
  if (!hasMarks && trouble.length === 0) missing.push('price');
  return { kind: 'unclear-alert', trouble: [...missing, ...trouble] };
};

/** “Don't alert me about TSLA”: nothing is made, and nothing deleted by a guess. */
export const readUnwantedAlert: ClauseReader = (clause) => {
  if (!refusing.test(clause) || /\?\s*$/.test(clause)) return undefined;
  const words = withoutNumberedNames(clause).replace(/\b(?:when|if|whenever|once)\b.*\d.*$/i, (condition) =>
    condition.replaceAll(/\b(?:drops?|falls?|rises?|goes|is)\b.*$/gi, ' '),
  );
  return {
    kind: 'no-alert',
    subjects: readSubjects(
      words.replaceAll(
        /\b(?:anymore|any more|no longer|stop|alerting|notifying|don't|dont|never|ever)\b/gi,
        ',',
      ),
    ),
  };
};

const kindWords: [pattern: RegExp, kinds: AlertKind[]][] = [
  [/\b(?:goldencross|deathcross|averagescross|cross|averages?)\b/i, ['average-cross']],
  [/\bvolume\b/i, ['volume-ratio']],
  [/\bdraw ?down\b|\byearhigh\b/i, ['drawdown']],
  [/\bprice alerts?\b/i, ['price']],
];

/** “Set my AAPL alert to 130”, “raise the 5% alert on MSFT to 7%”: one number, and nothing else. */
export const readNewThreshold: ClauseReader = (clause) => {
  const { which, to } = resetting.exec(withoutNumberedNames(clause))?.groups ?? {};
  if (which === undefined || to === undefined || isNoRequest(clause)) return undefined;
  if (/\b(?:when|if|once|whenever)\b/i.test(which)) return undefined;
  const [mark, ...others] = findMarks(to);
  // One for each of several alerts that are there: to make new ones of them is not what was asked.
  if (others.length > 0 && /\balert\b/i.test(to)) return { kind: 'unsupported', topic: 'changing-alert' };
  if (!mark || others.length > 0) return undefined;
  const { value, unit, negative } = mark;
  if (unit !== 'money' && unit !== 'percent' && unit !== 'times') return undefined;
  const rest = to.slice(0, mark.start) + to.slice(mark.end);
  if (rest.replace(/[-−–]|\bminus\b/i, '').replaceAll(besideThreshold, '') !== '') return undefined;
  return { kind: 'change-alert', which: readMeantAlerts(which), threshold: { value, unit, negative } };
};

/** “Delete my TSLA alert”, “cancel all alerts”, “remove the 5% alert on MSFT”. */
export const readAlertDeletion: ClauseReader = (clause) => {
  if (!deleting.test(clause) || isNoRequest(clause)) return undefined;
  return { kind: 'delete-alert', which: readMeantAlerts(clause) };
};

/** Which of a person's alerts a clause is about. */
function readMeantAlerts(clause: string): MeantAlerts {
  const id = alertId.exec(clause)?.[0].toUpperCase();
  const about = withPlainMeasures(withoutNumberedNames(clause).replace(alertId, ' '));
  const mark = findMarks(about).find(({ unit }) => !unit.endsWith('cross'));
  const kinds = kindWords.find(([pattern]) => pattern.test(about))?.[1];
  const percents: AlertKind[] = ['change-percent', 'base-percent', 'drawdown'];
  const words = (mark ? about.slice(0, mark.start) + about.slice(mark.end) : about).replaceAll(
    /\b(?:turn off|get rid of|alerting|clear|kill|disable|deactivate|stop|below|under|above|over|goldencross|deathcross|averagescross|cross|averages?|volume|draw ?down|yearhigh|percent|drops?|falls?|rises?|per cent|minus)\b/gi,
    ',',
  );
  return {
    id,
    subjects: readSubjects(words),
    kinds: kinds ?? (mark?.unit === 'percent' ? percents : []),
    threshold: mark?.value,
    all: /\b(?:all|every|everything|alerts)\b/i.test(clause),
  };
}

/** “Snooze my AAPL alert”, “change my alerts”: done on the page of alerts, as are new terms for one that is set. */
export const readAlertChange: ClauseReader = (clause, { calendarToday }) => {
  const isChange = changingAlert.test(clause);
  const isTerms = isAlertTerms(clause, calendarToday) && givingTerms.test(clause);
  return isChange || isTerms ? { kind: 'unsupported', topic: 'changing-alert' } : undefined;
};

/** “My alerts”, “which alerts do I have on TSLA?” */
export const readAlertListing: ClauseReader = (clause) => {
  if (!/\balerts?\b/i.test(clause) || isHowTo(clause) || making.test(clause)) return undefined;
  return {
    kind: 'list-alerts',
    subjects: readSubjects(
      clause.replaceAll(/\b(?:set|active|armed|waiting|snoozed|expired|fired|repeating)\b/gi, ','),
    ),
  };
};

function isHowTo(clause: string): boolean {
  return isNoRequest(clause) && !/^(?:do|have) i\b|^is there\b/i.test(clause);
}
