import type { MadeCompany } from '../filings/made-filings.ts';
import { frequentWord } from '../filings/made-words.ts';
import { oneOf, randomNumbers } from '../random.ts';

/** How a question says whom it is about. */
export type Naming = 'name' | 'ticker' | 'slip' | 'nobody';

export interface AskedQuestion {
  text: string;
  naming: Naming;
}

/** Every kind once, in the order in which they are asked. */
export const namings: readonly Naming[] = ['name', 'ticker', 'slip', 'nobody'];

/** Questions of people, with the company where it is named. */
const ofCompanies = [
  (company: string, year: number) => `What was the capital expenditure of ${company} in FY${year}?`,
  (company: string, year: number) => `How much revenue did ${company} report in ${year}?`,
  (company: string, year: number) => `What is the FY${year} quick ratio of ${company}?`,
  (company: string, year: number) => `What drove the operating margin of ${company} in ${year}?`,
  (company: string) => `Which legal proceedings does ${company} report?`,
  (company: string, year: number) => `Which companies did ${company} acquire in ${year}?`,
  (company: string, year: number) => `What was the effective tax rate of ${company} in fiscal ${year}?`,
  (company: string) => `How large are the pension obligations of ${company}?`,
] as const;

const ofAnybody = [
  () => 'Who expects a lower gross margin because of freight costs?',
  () => 'Which filings tell of a patent litigation that was settled?',
  () => 'Where do restructuring charges and severance weigh on earnings?',
  () => 'What do filings say about the impairment of goodwill?',
  (_: number, random: () => number) =>
    `What is said about ${frequentWord(random)} and ${frequentWord(random)}?`,
  (year: number) => `Whose inventories rose most in ${year}?`,
  (year: number) => `Which companies bought back their own shares in fiscal ${year}?`,
  (_: number, random: () => number) => `How do currency and ${frequentWord(random)} affect net sales?`,
] as const;

/** Questions of every kind in turn, the same ones each time. */
export function askedQuestions(
  count: number,
  { companies, years }: { companies: readonly MadeCompany[]; years: readonly number[] },
): AskedQuestion[] {
  const random = randomNumbers(11);
  return Array.from({ length: count }, (_, at) => {
    const naming = namings[at % namings.length] ?? 'nobody';
    const year = oneOf(years, random);
    if (naming === 'nobody') return { naming, text: oneOf(ofAnybody, random)(year, random) };
    return { naming, text: oneOf(ofCompanies, random)(named(oneOf(companies, random), naming), year) };
  });
}

function named({ short, ticker }: MadeCompany, naming: Exclude<Naming, 'nobody'>): string {
  if (naming === 'ticker') return ticker;
  return naming === 'slip' ? withSlip(short) : short;
}

/** Two letters in the middle of the first word changed over. */
function withSlip(name: string): string {
  const [first = '', ...rest] = name.split(' ');
  const at = Math.floor(first.length / 2);
  const letters = [...first];
  [letters[at - 1], letters[at]] = [letters[at] ?? '', letters[at - 1] ?? ''];
  return [letters.join(''), ...rest].join(' ');
}
