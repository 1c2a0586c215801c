import { oneOf, randomNumbers } from '../random.ts';

/** The commonest words of filings, in about the order of how often they stand there. */
const common =
  `the of and to in our for or we that as by on are with is other be may not from any which these this have has been at an were was its it such their
  company million net financial operating income cash sales business products costs customers market tax assets results including services related
  interest rate plan stock management value statements increase due period certain future risk current total capital credit changes loss based
  year debt amount expense agreement performance primarily compensation common securities shares losses earnings investments employees foreign
  currency united states fair contracts information factors adversely effect material operations regulatory laws approximately revenue liabilities
  ability subject development supply property share price additional research technology recognized program margin segment production
  compared lower higher decrease growth demand impact acquisition obligations benefits pension derivative hedge goodwill impairment lease
  inventory supplier supply manufacturing equipment depreciation dividend repurchase facility patent litigation court settlement claim
  environmental remediation insurance competition price volume freight energy raw materials restructuring severance cyber breach data privacy
  director officer board committee audit control policy estimate judgment assumption deferred provision valuation allowance receivable payable
  maturity notes commercial paper covenant liquidity rating counterparty exposure translation hedging notional swap option award vesting
  subsidiary venture divestiture franchise store brand channel retail wholesale distribution warehouse logistics fleet aircraft engine software
  subscription platform cloud network device clinical approval trial reimbursement`.split(/\s+/);

const beginnings = 'b br c ch cl d dr f fl g gr h j k l m n p pl qu r s sh st t tr v w'.split(' ');
const middles = 'a e i o u ai ea ou'.split(' ');
const endings = 'l ll m n nd r rd rn s st t th x ck'.split(' ');
const rareWords = 30_000;

/** A word that no language has, of two or three syllables. */
export function madeWord(random: () => number): string {
  const syllables = 2 + Math.floor(random() * 2);
  let word = '';
  for (let at = 0; at < syllables; at += 1) word += oneOf(beginnings, random) + oneOf(middles, random);
  return word + oneOf(endings, random);
}

const vocabulary = [...common];
const ofRareWords = randomNumbers(7);
while (vocabulary.length < common.length + rareWords) vocabulary.push(madeWord(ofRareWords));

/** A word as often as it would stand in a text: the n-th commonest one n-th as often as the first (Zipf). */
export function frequentWord(random: () => number): string {
  return vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? 'the';
}
