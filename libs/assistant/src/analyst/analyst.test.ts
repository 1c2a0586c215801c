import { expect, it } from 'vitest';
import { assistantOnFakes } from '../testing/assistant-on-fakes.ts';

/** A question, the tools that are called in order, and what the answer says. */
const questions: [question: string, tools: string[], says: RegExp[]][] = [
  // Prices
  ["What's AAPL's price?", ['get_quote'], [/^Apple Inc\. \(AAPL\) is at \$139\.35 USD, up \$1\.74 \(\+1\.25%\) on the day\./, /Source: a recording of real prices, as of 20 Nov 2026, 21:00 UTC/]],
  ['aapl', ['search_symbols', 'get_quote'], [/\(AAPL\) is at \$139\.35/]],
  ['What is Apple trading at?', ['search_symbols', 'get_quote'], [/\(AAPL\) is at \$139\.35/]],
  ['price of MSFT, AAPL and TSLA', ['get_quote'], [/\(MSFT\) is at \$215\.00/, /\(AAPL\) is at/, /\(TSLA\) is at \$245\.50 USD, down \$4\.17 \(-1\.70%\)/]],
  ['Apple and Microsoft', ['search_symbols', 'search_symbols', 'get_quote'], [/AAPL/, /MSFT/]],
  ['How much is a share of Bank of America?', ['search_symbols', 'get_quote'], [/\(BAC\) is at \$41\.20/]],
  ['price of coca cola', ['search_symbols', 'search_symbols', 'get_quote'], [/\(KO\) is at \$52\.00 USD, unchanged on the day/]],
  ['google price', ['search_symbols', 'get_quote'], [/\(GOOG\) is at \$1,750\.00/]],
  ['SAP.DE', ['get_quote'], [/is at €100\.25 EUR/]],
  ["What's IBM at?", ['get_quote'], [/was last at \$117\.50 USD/, /last known price, and stale/, /as of 18 Nov 2026/]],
  ['NVDA price', ['get_quote'], [/Source: generated prices, not a market’s/]],
  ['price of ZZZZ', ['get_quote'], [/I know no price of ZZZZ: no provider knows that symbol/]],
  ['price of Hooli', ['search_symbols'], [/no symbol or company called “Hooli”/]],
  ['price of Applesauce', ['search_symbols'], [/no symbol or company called “Applesauce”/]],
  ['AAPL and ZZZZ', ['get_quote'], [/\(AAPL\) is at/, /no price of ZZZZ/]],
  // History and comparison
  ['How has AAPL done this year?', ['get_history'], [/^AAPL is up \$\d+\.\d\d \(\+\d+\.\d\d%\) this year: from \$\d+\.\d\d at the close of 31 Dec 2025 to \$139\.35 at that of 20 Nov 2026/, /Dividends are not included/]],
  ['How has Apple done since March?', ['search_symbols', 'get_history'], [/AAPL is up .* since March: .* close of 27 Feb 2026/]],
  ['TSLA last month', ['get_history'], [/last month: .* close of 30 Sept? 2026 to .* 30 Oct 2026/]],
  ['performance of IBM over the past 3 months', ['get_history'], [/over the past 3 months/, /highest close was \$117\.50 on 20 Nov 2026/]],
  ['52-week high of MSFT', ['get_history'], [/highest close was \$215\.00/]],
  ['AAPL since 2015', ['get_history'], [/^AAPL is up .* since 22 Nov 2021, the first close that I know:/]],
  ['AAPL this week', ['get_history'], [/this week/]],
  ['Compare MSFT and NVDA this year', ['get_quote', 'get_history', 'get_history'], [/did best this year with \+\d+\.\d\d%/, /\| MSFT \| \$215\.00 USD \|/, /\| NVDA \|.*generated prices/]],
  ['apple vs microsoft', ['search_symbols', 'search_symbols', 'get_quote', 'get_history', 'get_history'], [/over the past year/]],
  ['Compare AAPL and ZZZZ', ['get_quote', 'get_history', 'get_history'], [/\| AAPL \|/, /couldn’t find out the history of ZZZZ/]],
  // Symbols
  ["What's the ticker for Microsoft?", ['search_symbols'], [/MSFT: Microsoft Corporation/]],
  ['search for Corp', ['search_symbols'], [/BAC: Bank of America/, /NVDA: NVIDIA Corporation, NASDAQ \(generated prices/]],
  ['search for Hooli', ['search_symbols'], [/no symbol for “Hooli”/]],
  // Watchlist
  ['Show my watchlist', ['list_watchlist'], [/Your watchlist is empty/]],
  ['Add NVDA to my watchlist', ['add_to_watchlist'], [/NVIDIA Corporation \(NVDA\) is on your watchlist now/]],
  ['please watch Apple and TSLA', ['search_symbols', 'add_to_watchlist', 'add_to_watchlist'], [/\(TSLA\) is on/, /\(AAPL\) is on/]],
  ['add ZZZZ to my watchlist', ['add_to_watchlist'], [/couldn’t add ZZZZ to your watchlist: ZZZZ is not set/]],
  ['remove TSLA from my watchlist', [], [/can’t remove symbols/]],
  // Alerts
  ['Alert me when TSLA drops below 200', ['create_alert'], [/Done\. I’ll tell you when TSLA is at or below \$200\.00\./, /Tesla|TSLA is at \$245\.50/, /as of 20 Nov 2026/]],
  ['alert me when apple goes above $1,500.50', ['search_symbols', 'create_alert'], [/AAPL is at or above \$1,500\.50/]],
  ['Notify me if MSFT reaches 0.3k', ['get_quote', 'create_alert'], [/MSFT is at or above \$300\.00/]],
  ['Tell me when MSFT hits 150', ['get_quote', 'create_alert'], [/MSFT is at or below \$150\.00/]],
  ['Alert me when TSLA is above 200', ['create_alert'], [/it waits: you asked to be told when TSLA is at or above \$200\.00, which is true already/]],
  ['alert me when AAPL falls to 120 or rises to 160', ['create_alert', 'create_alert'], [/at or below \$120\.00/, /at or above \$160\.00/]],
  ['Alert me when SAP.DE falls to 90', ['create_alert'], [/at or below €90\.00/]],
  ['Alert me when AAPL drops below 120, note: buy more', ['create_alert'], [/Your note: “buy more”/]],
  ['alert me when Hooli drops below 5', ['search_symbols'], [/no symbol or company called “Hooli”/]],
  ['Alert me when ZZZZ drops below 5', ['create_alert'], [/couldn’t set the alert for ZZZZ/]],
  ['Alert me when TSLA drops 5%', [], [/only watch prices, not percentages/]],
  ['Alert me about TSLA', [], [/At which price\?/]],
  ['my alerts', ['list_alerts'], [/You have no alerts/]],
  ['Delete my TSLA alert', ['list_alerts'], [/no such alert, so nothing was deleted/]],
  // Several at once
  ["What's AAPL's price, and add it to my watchlist", ['get_quote', 'add_to_watchlist'], [/is at \$139\.35/, /on your watchlist now/]],
  // Talk
  ['hello', [], [/built-in analyst/, /not a language model/]],
  ['What can you do?', [], [/Alert me when TSLA drops below 200/]],
  ['Are you ChatGPT?', [], [/built-in analyst: fixed rules .* not a language model/]],
  ['thanks', [], [/welcome/]],
  ['yes', [], [/nothing that waits for your yes/]],
  ['no thanks', [], [/nothing was changed/]],
  ["What was Apple's Q2 revenue?", [], [/can’t look into filings/, /built-in analyst/]],
  ['Should I buy NVDA?', [], [/no advice/]],
  ['Why did AAPL fall?', [], [/no news/]],
  ['What fell most today?', [], [/can’t screen the whole market/]],
  ['Buy 10 shares of AAPL', [], [/can’t trade/]],
  ['Tell me a joke about Apple', [], [/couldn’t make out/, /built-in analyst/]],
  ['How do I set an alert?', [], [/Alert me when TSLA drops below 200/]],
]; // prettier-ignore

it.each(questions)('answers “%s” by %j', async (question, tools, says) => {
  const { ask } = assistantOnFakes();
  const { toolNames, answer } = await ask(question);
  expect(toolNames).toEqual(tools);
  for (const each of says) expect(answer).toMatch(each);
});

it('states no figure that is not in a tool’s result or the question', async () => {
  for (const [question] of questions) {
    const { answer, toolCalls } = await assistantOnFakes().ask(question);
    if (toolCalls.length === 0) continue;
    const known = numbersIn(`${question} ${JSON.stringify(toolCalls)}`);
    const periods = /(?:past|over the past) \d+ (?:month|year|week|day)s?|Say “.*?”/g;
    for (const figure of numbersIn(
      answer.replaceAll(periods, '').replaceAll(/\d{1,2} \w{3,4} \d{4}(?:, \d\d:\d\d UTC)?/g, ''),
    ))
      expect(
        known.some((number) => Math.abs(Math.abs(number) - Math.abs(figure)) < 0.00501),
        `${figure} in: ${answer}`,
      ).toBe(true);
  }
});

function numbersIn(text: string): number[] {
  return [...text.matchAll(/\d[\d,]*(?:\.\d+)?(?:e-?\d+)?(k)?/g)].map(
    ([number, k]) => Number(number.replaceAll(/[,k]/g, '')) * (k === undefined ? 1 : 1000),
  );
}

it('shows the watchlist with prices, what fell most first', async () => {
  const { ask, watchlist } = assistantOnFakes();
  for (const symbol of ['AAPL', 'TSLA', 'IBM']) await watchlist.add('ada', symbol);
  await watchlist.add('eve', 'MSFT');
  const { answer, toolNames } = await ask('What fell most on my watchlist today?');
  expect(toolNames).toEqual(['list_watchlist', 'get_quote']);
  expect(answer.match(/\((\w+)\)/g)).toEqual(['(IBM)', '(TSLA)', '(AAPL)']);
  expect(answer).not.toContain('MSFT');
});

it('tells alerts apart before it deletes one', async () => {
  const { ask, alerts } = assistantOnFakes();
  await ask('Alert me when TSLA drops below 200');
  await ask('Alert me when TSLA drops below 180');
  expect((await ask('Delete my TSLA alert')).answer).toMatch(
    /Several alerts fit[\s\S]*\$180\.00[\s\S]*\$200\.00/,
  );
  expect(await alerts.list('ada')).toHaveLength(2);
  expect((await ask('Delete my TSLA alert at 180')).answer).toBe(
    'I deleted the alert on TSLA at or below $180.00.',
  );
  expect(await alerts.list('ada')).toMatchObject([{ threshold: 200 }]);
  await ask('Alert me when AAPL drops below 100');
  await ask('delete all my alerts');
  expect(await alerts.list('ada')).toEqual([]);
});

it('understands what a question refers to', async () => {
  const { ask, watchlist } = assistantOnFakes();
  await ask("What's Apple's price?");
  expect((await ask('How has it done this year?')).answer).toMatch(/^AAPL is up/);
  await ask('add it to my watchlist');
  expect(await watchlist.list('ada')).toMatchObject([{ symbol: 'AAPL' }]);
  expect((await ask('What about MSFT?')).answer).toMatch(/\(MSFT\) is at/);
});

it('asks for what an alert lacks and goes on from there', async () => {
  const { ask, alerts } = assistantOnFakes();
  expect((await ask('Set an alert for TSLA')).answer).toMatch(/At which price\?/);
  await ask('below $200');
  expect(await alerts.list('ada')).toMatchObject([{ symbol: 'TSLA', direction: 'below', threshold: 200 }]);
});

it('says why there is no price when the provider is down', async () => {
  const { ask, market } = assistantOnFakes();
  market.fail('AAPL', 'provider-unavailable');
  expect((await ask('AAPL')).answer).toMatch(/no price of AAPL: no provider answers just now/);
  const { answer } = await ask('Alert me when AAPL drops below 100');
  expect(answer).toMatch(/it waits: .* I know no price of AAPL to compare with/);
});

it('writes its answer word by word and cites each source once', async () => {
  const { events, answer, citations } = await assistantOnFakes().ask('Compare AAPL and MSFT this year');
  const tokens = events.flatMap((event) => (event.name === 'token' ? [event.data.text] : []));
  expect(tokens.length).toBeGreaterThan(20);
  expect(tokens.join('')).toBe(answer);
  expect(citations.map(({ kind, symbol }) => `${kind} ${symbol}`)).toEqual([
    'quote AAPL',
    'quote MSFT',
    'history AAPL',
    'history MSFT',
  ]);
  expect(events.map(({ name }) => name).filter((name, index, all) => name !== all[index - 1])).toEqual([
    'tool_call',
    'tool_result',
    'token',
    'citation',
    'finish',
  ]);
});
