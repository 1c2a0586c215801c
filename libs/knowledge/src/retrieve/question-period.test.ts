import { describe, expect, it } from 'vitest';
import { questionForm, questionPeriod } from './question-period.ts';

describe('the period that a question speaks of', () => {
  it.each([
    ['What is the FY2018 capital expenditure?', { years: [2018] }],
    ['What was revenue in fiscal 2019?', { years: [2019] }],
    ['Did it grow between FY20 and FY21?', { years: [2020, 2021] }],
    ['What is the FY2015 - FY2017 average margin?', { years: [2015, 2017] }],
    [
      'Was there a change between Q2 of FY2024 and FY2023?',
      { years: [2023, 2024], quarter: 2, quarterYear: 2024 },
    ],
    ['Which region fell most in Q22023?', { years: [2023], quarter: 2, quarterYear: 2023 }],
    ["As of Q2'2023, is it spinning off anything?", { years: [2023], quarter: 2, quarterYear: 2023 }],
    ['Revenue in 3Q22?', { years: [2022], quarter: 3, quarterYear: 2022 }],
    ['Sales in the second quarter of fiscal 2023?', { years: [2023], quarter: 2, quarterYear: 2023 }],
    ['Why was guidance raised as of FY2023Q1?', { years: [2023], quarter: 1, quarterYear: 2023 }],
    ['Which investment was largest in H1 FY2023?', { years: [2023], quarter: 2 }],
    ['What was agreed on May 26, 2023?', { years: [2023], day: '2023-05-26' }],
    ['What was filed on 1st July 2022?', { years: [2022], day: '2022-07-01' }],
    ['What happened in August 2023?', { years: [2023], day: '2023-08' }],
    ['Is the business cyclical?', { years: [] }],
    ['Is revenue above $2,000 million or 1,999 stores?', { years: [] }],
  ])('%s', (question, period) => {
    expect(questionPeriod(question)).toEqual(period);
  });

  it.each([
    ['What does this 10K report say?', '10-K'],
    ['According to the 10-Q, what is debt?', '10-Q'],
    ['What is the agenda of the 8k filing?', '8-K'],
    ['What does the earnings release say?', 'earnings-release'],
    ['What is revenue?', undefined],
  ])('form: %s', (question, form) => {
    expect(questionForm(question)).toBe(form);
  });
});
