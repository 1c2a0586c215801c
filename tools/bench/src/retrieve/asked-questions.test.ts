import { expect, it } from 'vitest';
import { askedQuestions } from './asked-questions.ts';

const company = { name: 'Bedorn Plaxith Inc.', short: 'Bedorn Plaxith', ticker: 'BDPX' };
const asked = askedQuestions(40, { companies: [company], years: [2025] });

it('asks of companies by name, by ticker and with a slip, and of none, as often each', () => {
  const texts = (naming: string) =>
    asked.filter((question) => question.naming === naming).map(({ text }) => text);
  expect(texts('name')).toHaveLength(10);
  expect(texts('name').every((text) => text.includes(company.short))).toBe(true);
  expect(texts('ticker').every((text) => text.includes(company.ticker))).toBe(true);
  expect(texts('slip').every((text) => text.includes('Beodrn Plaxith'))).toBe(true);
  expect(texts('nobody').some((text) => text.includes('Plaxith') || text.includes(company.ticker))).toBe(
    false,
  );
});
