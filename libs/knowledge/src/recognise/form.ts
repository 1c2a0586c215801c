import type { DocumentForm } from './document-facts.ts';

const forms: readonly { form: DocumentForm; pattern: RegExp }[] = [
  { form: '10-K', pattern: /\bform\s*10\s*[-–—]?\s*k(?:\/a|t)?\b/i },
  { form: '10-Q', pattern: /\bform\s*10\s*[-–—]?\s*q(?:\/a|t)?\b/i },
  { form: '8-K', pattern: /\bform\s*8\s*[-–—]?\s*k(?:\/a)?\b/i },
  { form: '20-F', pattern: /\bform\s*20\s*[-–—]?\s*f\b/i },
  { form: '6-K', pattern: /\bform\s*6\s*[-–—]?\s*k\b/i },
  { form: 'proxy-statement', pattern: /\bschedule\s*14a\b|\bnotice of annual meeting\b/i },
];

/**
 * The form that the cover names first. A release or a report to shareholders may name a form too, but only in its text,
 * so a form counts where it stands with the commission's name or near the top.
 */
export function recogniseForm(cover: string): DocumentForm {
  const commission = /securities\s+and\s+exchange\s+commission/i.test(cover.slice(0, 6_000));
  const near = commission ? cover : cover.slice(0, 1_500);
  const named = forms
    .map(({ form, pattern }) => ({ form, at: near.search(pattern) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)[0];
  const release = isEarningsRelease(cover);
  if (named && (commission || !release)) return named.form;
  if (commission && /annual report pursuant to section 13/i.test(cover)) return '10-K';
  if (commission && /quarterly report pursuant to section 13/i.test(cover)) return '10-Q';
  if (commission && /current report\s+pursuant to section 13/i.test(cover)) return '8-K';
  if (release) return 'earnings-release';
  return /\bannual report\b/i.test(cover) ? 'annual-report' : 'other';
}

function isEarningsRelease(cover: string): boolean {
  const top = cover.slice(0, 3_000);
  return (
    /\b(?:reports?|reported|announces?|announced|delivers?|posts?)\b[^.]{0,120}\b(?:results|earnings|revenues?|sales|quarter)\b/i.test(
      top,
    ) && /\b(?:quarter|full[- ]year|fiscal|year[- ]end)\b/i.test(top)
  );
}
