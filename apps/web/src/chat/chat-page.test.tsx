// @vitest-environment jsdom
import { appleQuote } from '@marketscope/contracts/fixtures';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { FakeAnswer } from '../testing/fake-answers.ts';
import type { FakeApi } from '../testing/fake-api.ts';
import { renderPage } from '../testing/render-page.tsx';
import { steppedPause } from '../testing/stepped-pause.ts';

async function askedOf(api: FakeApi): Promise<FakeAnswer> {
  return waitFor(() => {
    const answer = api.answers.at(-1);
    if (answer === undefined) throw new Error('nothing was asked yet');
    return answer;
  });
}

const call = {
  name: 'tool_call',
  data: { id: 'call-1', name: 'get_quote', arguments: { symbol: 'AAPL' } },
} as const;
const result = {
  name: 'tool_result',
  data: { id: 'call-1', name: 'get_quote', outcome: { ok: true, result: appleQuote } },
} as const;
const token = (text: string) => ({ name: 'token', data: { text } }) as const;
const citation = {
  name: 'citation',
  data: { kind: 'quote', symbol: 'AAPL', source: 'replay', asOf: appleQuote.asOf, stale: true },
} as const;

describe('asking', () => {
  it('shows each step as it comes: the call, its result, the text, where it comes from', async () => {
    const { api, user } = await renderPage('/chat');
    await user.type(await screen.findByLabelText('Your question'), 'What’s AAPL’s price?{Enter}');
    const answer = await askedOf(api);
    const shown = await screen.findByRole('article', { name: 'Answer' });
    expect(screen.getByRole('article', { name: 'You asked' }).textContent).toBe('What’s AAPL’s price?');
    expect(screen.getByRole('status', { name: 'Thinking' })).toBeTruthy();

    answer.emit(call);
    expect(await within(shown).findByText('Looking up the price of AAPL…')).toBeTruthy();
    answer.emit(result);
    expect(await within(shown).findByText('Looked up the price of AAPL')).toBeTruthy();
    answer.emit(token('Apple is at '), token('**$139.35**.'));
    await waitFor(() => expect(shown.querySelector('.rich-text')?.textContent).toBe('Apple is at $139.35.'));
    answer.emit(citation);
    answer.finish();

    const sources = await within(shown).findByRole('list', { name: 'Sources' });
    expect(sources.textContent).toBe('AAPLas of 1 Jun 2009, 16:00 ETRecordedStale');
    expect(await within(shown).findByText('Written by the built-in analyst')).toBeTruthy();
    const order = ['.tool-calls', '.rich-text', '.citations'].map((part) => shown.querySelector(part));
    expect(order.every((part, index) => index === 0 || follows(order[index - 1], part))).toBe(true);
  });

  it('opens a call to show what it was asked with and what it answered', async () => {
    const { api, user } = await renderPage('/chat');
    await user.type(await screen.findByLabelText('Your question'), 'AAPL?{Enter}');
    const answer = await askedOf(api);
    answer.emit(call, result);
    const summary = await screen.findByText('Looked up the price of AAPL');
    const details = summary.closest('details');
    expect(details?.open).toBe(false);
    await user.click(summary);
    expect(details?.open).toBe(true);
    expect(details?.textContent).toContain('symbolAAPL');
    expect(details?.textContent).toContain('price139.35');
    expect(details?.textContent).toContain('volumenot given');
  });

  it('gives the conversation its address and its place in the list', async () => {
    const { api, user } = await renderPage('/chat');
    await user.click(await screen.findByRole('button', { name: 'What’s AAPL’s price?' }));
    const answer = await askedOf(api);
    answer.finish();
    await waitFor(() => expect(window.location.pathname).toBe(`/chat/${answer.conversationId}`));
    expect(await screen.findByRole('link', { name: 'What’s AAPL’s price?' })).toBeTruthy();
  });

  it('for a change shows it on the rest of the page', async () => {
    const { api, user } = await renderPage('/chat');
    await screen.findByText(/Nothing is watched yet/);
    await user.type(await screen.findByLabelText('Your question'), 'Add AAPL to my watchlist{Enter}');
    const answer = await askedOf(api);
    api.watchlist.push({ symbol: 'AAPL', name: 'Apple Inc.', addedAt: '2009-06-01T20:31:00.000Z' });
    answer.finish();
    expect(await screen.findByText('Apple Inc.')).toBeTruthy();
  });

  it('can be done again when it failed', async () => {
    const { api, user } = await renderPage('/chat');
    await user.type(await screen.findByLabelText('Your question'), 'AAPL?{Enter}');
    (await askedOf(api)).fail({
      type: 'about:blank',
      title: 'Service Unavailable',
      status: 503,
      code: 'model-unavailable',
      detail: 'The model did not answer in time.',
    });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The model did not answer in time.');

    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(api.answers).toHaveLength(2));
    expect(api.answers[1]?.question).toBe('AAPL?');
    expect(api.answers[1]?.conversationId).toBe(api.answers[0]?.conversationId);
  });
});

describe('an answer that is being written', () => {
  it('goes on after a reload of the page', async () => {
    const first = await renderPage('/chat');
    await first.user.type(await screen.findByLabelText('Your question'), 'AAPL?{Enter}');
    const answer = await askedOf(first.api);
    answer.emit(call, result, token('Apple is '));
    await screen.findByText('Apple is');
    first.unmount();
    first.services.liveAnswers.clear();

    await renderPage(`/chat/${answer.conversationId}`, { api: first.api });
    answer.emit(token('at $139.35.'));
    expect(await screen.findByText('Apple is at $139.35.')).toBeTruthy();
    expect(screen.getAllByRole('article')).toHaveLength(2);
    answer.finish();
    expect(await screen.findByText('Written by the built-in analyst')).toBeTruthy();
    expect(screen.getAllByRole('article')).toHaveLength(2);
  });

  it('says that it reconnects when the connection drops, and goes on', async () => {
    const pauses = steppedPause();
    const { api, user } = await renderPage('/chat', { pause: pauses.pause });
    await user.type(await screen.findByLabelText('Your question'), 'AAPL?{Enter}');
    const answer = await askedOf(api);
    answer.emit(token('Apple is '));
    await screen.findByText('Apple is');
    answer.cutConnections();
    expect(await screen.findByText(/Reconnecting/)).toBeTruthy();
    answer.emit(token('at $139.35.'));
    pauses.pass();
    expect(await screen.findByText('Apple is at $139.35.')).toBeTruthy();
    expect(screen.queryByText(/Reconnecting/)).toBeNull();
    expect(answer.connections).toEqual([undefined, '2']);
  });

  it('stops when told to, and keeps what was written', async () => {
    const { api, user } = await renderPage('/chat');
    await user.type(await screen.findByLabelText('Your question'), 'AAPL?{Enter}');
    const answer = await askedOf(api);
    answer.emit(token('Apple is'));
    await screen.findByText('Apple is');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(await screen.findByText('You stopped this answer.')).toBeTruthy();
    expect(screen.getByRole('article', { name: 'Answer' }).textContent).toContain('Apple is');
    expect(screen.getByRole('button', { name: 'Ask' })).toBeTruthy();
  });

  it('goes on while its reader looks at something else', async () => {
    const { api, user } = await renderPage('/chat');
    await user.type(await screen.findByLabelText('Your question'), 'AAPL?{Enter}');
    const answer = await askedOf(api);
    await waitFor(() => expect(window.location.pathname).toBe(`/chat/${answer.conversationId}`));
    const [sidebar] = screen.getAllByRole('navigation', { name: 'Screens' });
    await user.click(within(sidebar ?? document.body).getByRole('link', { name: 'Alerts' }));
    await screen.findByRole('heading', { name: 'Alerts' });
    answer.emit(token('Apple is at $139.35.'));
    await user.click(await screen.findByRole('link', { name: 'AAPL?' }));
    expect(await screen.findByText('Apple is at $139.35.')).toBeTruthy();
    expect(answer.connections).toHaveLength(1);
  });

  it('is read out sentence by sentence, to its last', async () => {
    const { api, user } = await renderPage('/chat');
    await user.type(await screen.findByLabelText('Your question'), 'AAPL?{Enter}');
    const answer = await askedOf(api);
    answer.emit(call, result, token('It is **up**. It clo'));
    const spoken = screen.getByRole('log');
    await waitFor(() => expect(spoken.textContent).toBe('Looking up the price of AAPLIt is up .'));
    answer.emit(token('sed at $139.35'));
    answer.finish();
    await waitFor(() => expect(spoken.lastElementChild?.textContent).toBe('It closed at $139.35'));
  });
});

describe('a conversation', () => {
  it('that is not there says so, and leads to a new one', async () => {
    await renderPage('/chat/nowhere');
    expect(await screen.findByText('There is no such conversation')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Start a new one' }).getAttribute('href')).toBe('/chat');
  });

  it('is deleted only when that was confirmed', async () => {
    const { api, user } = await renderPage('/chat');
    await user.type(await screen.findByLabelText('Your question'), 'AAPL?{Enter}');
    (await askedOf(api)).finish();
    await user.click(await screen.findByRole('button', { name: 'Delete “AAPL?”' }));
    expect(api.conversations).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Delete “AAPL?”: Delete?' }));
    await waitFor(() => expect(screen.queryByRole('link', { name: 'AAPL?' })).toBeNull());
    expect(api.conversations).toHaveLength(0);
    expect(window.location.pathname).toBe('/chat');
  });
});

function follows(before: Element | null | undefined, after: Element | null): boolean {
  if (!before || !after) return false;
  return (before.compareDocumentPosition(after) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
