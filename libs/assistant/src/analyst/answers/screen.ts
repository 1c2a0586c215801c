import type { Intent, ScreenView } from '../../language/intent.ts';
import { runScreen, screenToolResult } from '../../tools/run-screen.ts';
import type { Evidence } from '../evidence.ts';
import { plain } from '../write/figures.ts';
import { screenText, shortcomingText } from '../write/screen.ts';

/** Looks at the daily screen in one or more ways. */
export function answerScreen(
  { views, date, shortcomings }: Extract<Intent, { kind: 'screen' }>,
  evidence: Evidence,
  today: string,
): string | undefined {
  const texts = views.map((view) => lookAt(view, date, evidence, today));
  if (texts.includes(undefined)) return undefined;
  return [...shortcomings.map(shortcomingText), ...new Set(texts)].join('\n\n');
}

function lookAt(
  view: ScreenView,
  date: string | undefined,
  evidence: Evidence,
  today: string,
): string | undefined {
  const { filter, sort, limit } = view;
  const finding = evidence.ask(
    {
      name: runScreen.name,
      args: { ...(filter !== undefined && { filter }), sort, limit, ...(date !== undefined && { date }) },
    },
    screenToolResult,
  );
  if (!finding) return undefined;
  if (finding.kind !== 'found') return finding.kind === 'failed' ? plainError(finding.error) : '';
  return screenText(finding.result, view, date === undefined && finding.result.date < today);
}

/** The tool's own words: a filter's comparison signs are no Markdown within a sentence. */
function plainError(error: string): string {
  return plain(error.replaceAll('<', '＜').replaceAll('>', '＞')).replaceAll('＜', '<').replaceAll('＞', '>');
}
