import { expect, it } from 'vitest';
import { assistantOnFakes } from '../testing/assistant-on-fakes.ts';
import { noScreens, sampleScreens } from '../testing/sample-screen.ts';

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
  ['What was the lowest close of AAPL this year?', ['get_history'], [/^AAPL’s lowest close this year was \$111\.51 on 2 Jan 2026\. Prices within a day may have been lower\./]],
  ['AAPL on 3 November', ['get_history'], [/to \$137\.55 at that of 3 Nov 2026\. (?!Its highest)/]],
  ['lowest close of AAPL since 3 November', ['get_history'], [/^AAPL’s lowest close since 3 November was \$137\.55 on 3 Nov 2026/]],
  ['lowest close of AAPL this month', ['get_history'], [/^AAPL’s lowest close this month was \$[\d.]+ on 2 Nov 2026/]],
  ['all-time high of AAPL', ['get_history'], [/highest close over the past 5 years .* I look back no further, so I can’t tell of all time/]],
  ['How much did AAPL fall from its high?', ['get_history'], [/^AAPL is (?:at its highest close|\d+\.\d\d% below its highest close) over the past year now\. That was \$/]],
  ['How much has IBM risen from its low this year?', ['get_history'], [/^IBM is \d+\.\d\d% above its lowest close this year now\. That was \$/]],
  ['average close of IBM over the past 3 months', ['get_history'], [/^IBM’s average close over the past 3 months was \$\d+\.\d\d\./]],
  ['52-week high of MSFT', ['get_history'], [/^MSFT’s highest close over the past 52 weeks was \$215\.00/]],
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
  ['Alert me when TSLA drops 5%', [], [/No alert is set yet/, /on the day .* from the present price .* from the 52-week high/]],
  ['Alert me when AAPL is above 100 and below 50', [], [/No alert is set yet\. One alert waits for one condition/]],
  ['Alert me every time TSLA rises 5% in a day, but only once', [], [/each time, or only once\?/]],
  ['Alert me when TSLA drops below -200', [], [/never below zero/]],
  ['Alert me when TSLA falls 500% in a day', ['create_alert'], [/couldn’t set the alert for TSLA: That is not valid\. A change on the day is in percent, more than -100 [^✖→]*$/]],
  ['Alert me when TSLA falls 5% this week', [], [/not over any other span/]],
  ['alert me when the RSI of TSLA falls below 30', [], [/can set no alert/, /saved on the page of the screen/]],
  ['alert me when TSLA makes a new 52-week low', [], [/can’t watch for a new high or low/]],
  ['Alert me when TSLA falls 5% in a day', ['create_alert'], [/I’ll tell you when TSLA is down 5% or more on the day\./, /would not have fired \(252 sessions, 20 Nov 2025 to 20 Nov 2026\)/]],
  ['Alert me when TSLA drops 10% from here', ['create_alert'], [/down 10% or more from \$245\.50/, /measured from that same price/]],
  ['Alert me when MSFT is up 10% from $250', ['create_alert'], [/up 10% or more from \$250\.00/]],
  ['Alert me when TSLA is 20% below its 52-week high', ['create_alert'], [/TSLA is 20% or more below its 52-week high/, /It is 0\.00% below its 52-week high now/]],
  ["Alert me when AAPL's volume is twice its average", ['create_alert'], [/at least 2 times its 20-day average volume/, /Its volume is 1 times/]],
  ['Alert me on a golden cross of MSFT', ['create_alert'], [/it waits: .* MSFT is in a golden cross/, /Its 50-day average is 7\.62% above its 200-day one now/]],
  ['Alert me when Apple has a death cross', ['search_symbols', 'create_alert'], [/I’ll tell you when AAPL is in a death cross/]],
  ['alert me when TSLA moves 5% in a day', ['create_alert', 'create_alert'], [/up 5% or more/, /down 5% or more/]],
  ['Alert me every time TSLA drops below 200, once a week at most, until Friday', ['create_alert'], [/at or below \$200\.00, each time, at most once in 7 days, until the end of 27 Nov 2026\./]],
  ['Alert me when TSLA rises above 200', ['create_alert'], [/would have fired once on \d+ Jan 2026/]],
  ['Alert me when IBM falls 5% in a day', ['create_alert'], [/it waits: .* its last known price is stale/]],
  ['Alert me when the S&P 500 falls below 6000', ['create_alert'], [/\^GSPC is at or below 6,000\.00\./, /6,543\.21 points, down 26\.17 points \(-0\.40%\)/]],
  ["don't alert me about TSLA", ['list_alerts'], [/I set no alert, and changed none\. You have none on TSLA/]],
  ['Alert me about TSLA', [], [/At which price, or at which change\?/]],
  ['my alerts', ['list_alerts'], [/You have no alerts/]],
  ['Snooze my AAPL alert', [], [/nothing was changed\. You can on the page of alerts/]],
  ['AAPL price tomorrow', [], [/What is to come isn’t known/]],
  ['AAPL price in 1999', ['get_history'], [/its prices are known from 2021-11-\d\d on/]],
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
  ["What was Apple's Q2 revenue?", ['search_knowledge'], [/found nothing about that in the documents/]],
  ['What is the market cap of Apple?', [], [/no valuations/, /built-in analyst/]],
  ['Should I buy NVDA?', [], [/no advice/]],
  ['Why did AAPL fall?', [], [/no news/]],
  // The screen
  ['What fell most today?', ['run_screen'], [/^In the screen of 20 Nov 2026, by its closes, these are the symbols that fell most on the day\./, /Of 6 symbols, 3 match/, /\| IBM .* \$117\.50 \| -2\.10% \|\n\| TSLA /, /Source: a recording of real prices; closes of 20 Nov 2026/]],
  ['biggest drawdowns', ['run_screen'], [/\| IBM .*-31\.25% \|\n\| TSLA .*-22\.75%/, /generated prices, not a market’s \(NVDA\)/]],
  ['which stocks are oversold (RSI below 30)?', ['run_screen'], [/1 matches: RSI below 30/, /\| IBM .*\| 27\.4 \|/]],
  ['screen for drawdown below -20% and volume ratio above 2', ['run_screen'], [/1 matches: 52-week drawdown below −20% and volume ratio above 2×/, /\| -31\.25% \| 2\.4× \|/]],
  ['new 52-week lows?', ['run_screen'], [/holds no 52-week lows/, /farthest below their 52-week high/]],
  ['Which stocks are near their 52-week high?', ['run_screen'], [/took “near” as within 3% of the 52-week high/]],
  ['any golden crosses?', ['run_screen'], [/not on which day they crossed/, /\| AAPL .*\$130\.10 \| \$121\.40/]],
  ['most volatile stocks', ['run_screen'], [/\| NVDA .*\| 42\.13% \|/]],
  ['new entrants', ['run_screen'], [/\| IBM /]],
  ['How is the market doing today?', ['run_screen', 'run_screen'], [/rose most/, /fell most/, /6,543\.21 points/]],
  ['What fell most yesterday?', ['run_screen'], [/In the screen of 19 Nov 2026/, /\| KO .*-3\.50%/]],
  ['What fell most on 3 November?', ['run_screen'], [/no screen of 2026-11-03\. The latest is of 2026-11-20/]],
  ['biggest losers this month', ['run_screen'], [/knows no calendar weeks/, /No symbol in the screen/]],
  ['screen for rsi < 5', ['run_screen'], [/No symbol in the screen of 20 Nov 2026 matches: RSI below 5 holds for none of 6/]],
  ['screen for drawdwn < -3', ['run_screen'], [/can’t be read\. At character 1: the screen has no field “drawdwn”\. Did you mean “drawdown”\?/]],
  ['screen for drawdown > 20%', ['run_screen'], [/drawdown is never above 0\. Did you mean “-20%”\?/]],
  ["What's the RSI of TSLA?", [], [/can’t tell one symbol’s indicators/]],
  // Indices are points
  ['How is the S&P 500 doing?', ['get_quote'], [/S&P 500 \(\^GSPC\) is at 6,543\.21 points, down 26\.17 points \(-0\.40%\) on the day/]],
  ['Compare AAPL and ^GSPC this year', ['get_quote', 'get_history', 'get_history'], [/\| \^GSPC \| 6,543\.21 points \|/]],
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
    const given = numbersIn(`${question} ${JSON.stringify(toolCalls)}`);
    // Minutes may be told in hours or days.
    const known = given.flatMap((number) => [number, number / 60, number / 1440]);
    // What is named by a number is no figure, nor is an example.
    const names =
      /(?:past|over the past) \d+ (?:month|year|week|day)s?|“.*?”|\b(?:20|50|200)-day|\b52-week|S&P 500|20% or more below their|\d{4}-\d\d-\d\d/g;
    for (const figure of numbersIn(
      answer.replaceAll(names, '').replaceAll(/\d{1,2} \w{3,4} \d{4}(?:, \d\d:\d\d UTC)?/g, ''),
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
    'I deleted the alert for when TSLA is at or below $180.00.',
  );
  expect(await alerts.list('ada')).toMatchObject([{ threshold: 200 }]);
  await ask('Alert me when AAPL drops below 100');
  const asked = await ask('delete all my alerts');
  expect(asked.answer).toMatch(
    /Shall I delete these 2 alerts\?[\s\S]*AAPL is at or below[\s\S]*TSLA is at or below/,
  );
  expect(await alerts.list('ada')).toHaveLength(2);
  expect((await ask('yes')).answer).toMatch(
    /I deleted the alert for when AAPL[\s\S]*I deleted the alert for when TSLA/,
  );
  expect(await alerts.list('ada')).toEqual([]);
});

it('has the alert that is there wait for something else, and asks which where there are several', async () => {
  const { ask } = assistantOnFakes();
  expect((await ask('Set my TSLA alert to 190')).answer).toMatch(/no such alert, so nothing was changed/);
  await ask('Alert me when TSLA drops below 200');
  const changed = await ask('Set my TSLA alert to 190');
  expect(changed.answer).toBe('Done. I’ll tell you when TSLA is at or below $190.00.');
  expect(changed.toolNames).toEqual(['list_alerts', 'change_alert']);
  await ask('Alert me when TSLA falls 5% in a day');
  expect((await ask('set my TSLA alert to 7%')).answer).toMatch(/TSLA is down 7% or more on the day/);
  expect((await ask('my alerts')).answer).toMatch(/down 7%[\s\S]*at or below \$190\.00/);

  await ask('Alert me when TSLA drops below 150');
  expect((await ask('Set my TSLA alert to 160')).answer).toMatch(
    /Several alerts fit, so I changed none\.[\s\S]*\$150\.00[\s\S]*\$190\.00/,
  );
  expect((await ask('Set my TSLA alert at 150 to 190')).answer).toMatch(
    /I couldn’t change the alert for when TSLA is at or below \$150\.00: You have an alert for just this already/,
  );
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
  expect((await ask('Set an alert for TSLA')).answer).toMatch(/At which price, or at which change\?/);
  await ask('below $200');
  expect(await alerts.list('ada')).toMatchObject([{ symbol: 'TSLA', direction: 'below', threshold: 200 }]);
});

it('asks what a percentage is of and goes on from there', async () => {
  const { ask, alerts } = assistantOnFakes();
  await ask('Alert me when TSLA drops 5%');
  expect(await alerts.list('ada')).toEqual([]);
  await ask('in a day');
  expect(await alerts.list('ada')).toMatchObject([
    { kind: 'change-percent', direction: 'below', threshold: -5 },
  ]);
});

it('makes alerts with all that was asked for, and nothing else', async () => {
  const { ask, alerts } = assistantOnFakes();
  await ask('Alert me every time MSFT falls 5% in a day, at most every 3 hours, until tomorrow, note: look');
  await ask('Alert me when TSLA drops below 200');
  expect(await alerts.list('ada')).toMatchObject([
    { symbol: 'TSLA', kind: 'price', repeat: false, cooldownMinutes: null, expiresAt: null, note: null },
    {
      symbol: 'MSFT',
      kind: 'change-percent',
      threshold: -5,
      repeat: true,
      cooldownMinutes: 180,
      // The end of the 21st in New York.
      expiresAt: '2026-11-22T05:00:00.000Z',
      note: 'look',
    },
  ]);
  expect((await ask('my alerts')).answer).toMatch(
    /MSFT is down 5% or more on the day, each time, at most once in 3 hours, until the end of 21 Nov 2026: armed – “look”/,
  );
});

it('says that an alert is there already, and what to do about one that is nearly the same', async () => {
  const { ask, alerts } = assistantOnFakes();
  await ask('Alert me when TSLA drops below 200');
  expect((await ask('Alert me when TSLA drops below 200')).answer).toMatch(/You had this alert already/);
  expect((await ask('Alert me every time TSLA drops below 200')).answer).toMatch(
    /There is an alert for just this already.* Delete that one first/,
  );
  expect(await alerts.list('ada')).toHaveLength(1);
});

it('deletes alerts by their kind and their percentage', async () => {
  const { ask, alerts } = assistantOnFakes();
  await ask('Alert me when TSLA falls 5% in a day');
  await ask('Alert me when TSLA drops below 200');
  await ask('Alert me on a golden cross of TSLA');
  expect((await ask('Delete my TSLA 5% alert')).answer).toBe(
    'I deleted the alert for when TSLA is down 5% or more on the day.',
  );
  await ask('delete the golden cross alert on TSLA');
  expect(await alerts.list('ada')).toMatchObject([{ kind: 'price' }]);
  expect((await ask("don't alert me about TSLA anymore")).answer).toMatch(
    /changed none\. You have these; say “Delete my TSLA alert”[\s\S]*at or below \$200\.00: armed/,
  );
  expect(await alerts.list('ada')).toHaveLength(1);
});

it('says that today’s screen is still to come, and that there is none yet', async () => {
  const behind = assistantOnFakes({ screens: await sampleScreens({ latest: '2026-11-18' }) });
  expect((await behind.ask('biggest drawdowns')).answer).toMatch(
    /In the screen of 19 Nov 2026.* That is the latest: today’s comes after the close/,
  );
  const none = assistantOnFakes({ screens: noScreens() });
  expect((await none.ask('What fell most today?')).answer).toMatch(/There is no screen yet/);
});

it('cites the screen by its day and its sources', async () => {
  const { citations } = await assistantOnFakes().ask('biggest drawdowns');
  expect(citations).toEqual([{ kind: 'screen', date: '2026-11-20', sources: ['replay', 'synthetic'] }]);
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
  expect(citations.map((each) => ('symbol' in each ? `${each.kind} ${each.symbol}` : each.kind))).toEqual([
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
