// @vitest-environment jsdom
import { alertRequest, type Alert } from '@marketscope/contracts';
import { sampleAlert } from '@marketscope/contracts/fixtures';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeApi } from '../testing/fake-api.ts';
import { renderPage } from '../testing/render-page.tsx';
import { steppedPause } from '../testing/stepped-pause.ts';

function withAlert(part: Partial<Alert> = {}) {
  const api = createFakeApi();
  api.alerts.push(sampleAlert({ id: 'alert-1', symbol: 'IBM', direction: 'below', threshold: 100, ...part }));
  return api;
}

describe('the form of alerts', () => {
  it('sets one, and then is ready for another', async () => {
    const { api, user } = await renderPage('/alerts');
    await user.type(await screen.findByLabelText('Symbol'), 'aapl');
    await user.click(screen.getByLabelText('rises to'));
    await user.type(screen.getByLabelText('Price'), '150');
    await user.type(screen.getByLabelText(/Note/), 'Sell half');
    await user.click(screen.getByRole('button', { name: 'Set alert' }));

    expect(await screen.findByText('AAPL is at or above $150.00')).toBeTruthy();
    expect(api.alerts[0]).toMatchObject({
      symbol: 'AAPL',
      direction: 'above',
      threshold: 150,
      note: 'Sell half',
    });
    expect(screen.getByLabelText<HTMLInputElement>('Symbol').value).toBe('');
    expect(document.activeElement).toBe(screen.getByLabelText('Symbol'));
  });

  it('sets one of another kind, that repeats', async () => {
    const { api, user } = await renderPage('/alerts');
    await user.type(await screen.findByLabelText('Symbol'), 'aapl');
    await user.selectOptions(screen.getByLabelText('What to watch'), 'Its change from a base price');
    await user.click(screen.getByLabelText('falls by at least'));
    await user.type(screen.getByLabelText('Percent'), '10');
    await user.type(screen.getByLabelText(/^Base price/), '120');
    await user.click(screen.getByText('Fires once; no last day'));
    await user.click(screen.getByLabelText('Set it again by itself after it has fired'));
    await user.selectOptions(screen.getByLabelText('After firing, rest for'), 'an hour');
    await user.click(screen.getByRole('button', { name: 'Set alert' }));

    expect(await screen.findByText('AAPL is down 10% or more from $120.00')).toBeTruthy();
    expect(screen.getByText(/repeats, resting for an hour/)).toBeTruthy();
    expect(api.alerts[0]).toMatchObject({
      kind: 'base-percent',
      direction: 'below',
      threshold: -10,
      basePrice: 120,
      repeat: true,
      cooldownMinutes: 60,
    });
  });

  it('asks for what a kind has, and for nothing else', async () => {
    const { user } = await renderPage('/alerts');
    const kinds = await screen.findByLabelText('What to watch');
    await user.selectOptions(kinds, 'Its fall from the 52-week high');
    expect(screen.queryByRole('radio')).toBeNull();
    expect(screen.getByLabelText('At least this far below its 52-week high')).toBeTruthy();
    await user.selectOptions(kinds, 'Its 50- and 200-day averages crossing');
    expect(screen.getAllByRole('radio')).toHaveLength(2);
    expect(screen.queryByLabelText('Percent')).toBeNull();
  });

  it('sends nothing while a field is wrong: that field says why and takes the focus', async () => {
    const { api, user } = await renderPage('/alerts');
    await user.type(await screen.findByLabelText('Symbol'), 'AAPL');
    await user.type(screen.getByLabelText('Price'), 'high');
    await user.click(screen.getByRole('button', { name: 'Set alert' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Price'));
    expect(screen.getByLabelText('Price').getAttribute('aria-invalid')).toBe('true');
    expect(api.calls).not.toContain('POST /api/alerts');
  });

  it('keeps what the server refuses, with the reason beside its field', async () => {
    const { user } = await renderPage('/alerts');
    await user.type(await screen.findByLabelText('Symbol'), 'NOPE');
    await user.type(screen.getByLabelText('Price'), '1');
    await user.click(screen.getByRole('button', { name: 'Set alert' }));
    expect(await screen.findByText('No provider of prices knows this symbol.')).toBeTruthy();
    expect(screen.getByLabelText('Symbol').getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(screen.getByLabelText('Symbol'));
  });

  it('keeps what is refused for no field’s sake, and says why', async () => {
    const { api, user } = await renderPage('/alerts');
    api.break('POST /api/alerts', { status: 409, code: 'too-many-alerts', detail: 'You have 200 alerts.' });
    await user.type(await screen.findByLabelText('Symbol'), 'AAPL');
    await user.type(screen.getByLabelText('Price'), '1');
    await user.click(screen.getByRole('button', { name: 'Set alert' }));
    expect((await screen.findByRole('alert')).textContent).toContain('You have 200 alerts.');
    expect(screen.getByLabelText<HTMLInputElement>('Symbol').value).toBe('AAPL');
  });

  it('leads to the alert that waits for the same already', async () => {
    const api = withAlert();
    const { user } = await renderPage('/alerts', { api });
    api.break('POST /api/alerts', {
      status: 409,
      code: 'alert-exists',
      detail: 'You have an alert for just this already.',
      existing: 'alert-1',
    });
    await user.type(await screen.findByLabelText('Symbol'), 'IBM');
    await user.type(screen.getByLabelText('Price'), '100');
    await user.click(screen.getByRole('button', { name: 'Set alert' }));
    const link = await screen.findByRole<HTMLAnchorElement>('link', { name: 'Show that alert' });
    expect(document.querySelector(link.hash)?.textContent).toContain('IBM is at or below $100.00');
  });

  it('says what the price is and of when, and an index in points', async () => {
    const { user } = await renderPage('/alerts');
    await user.type(await screen.findByLabelText('Symbol'), 'AAPL');
    expect(await screen.findByText(/AAPL is at \$139\.35, 1 Jun 2009, 16:00 ET/)).toBeTruthy();
    await user.clear(screen.getByLabelText('Symbol'));
    await user.type(screen.getByLabelText('Symbol'), '^gspc');
    expect(await screen.findByText(/\^GSPC is at 942\.87,/)).toBeTruthy();
  });
});

describe('the preview of an alert', () => {
  it('tells how often it would have fired, and that it would wait, once typing rests', async () => {
    const { pause, pass, waiting } = steppedPause();
    const api = createFakeApi();
    api.preview = {
      ...api.preview,
      wouldHaveFired: 2,
      firings: [
        { date: '2008-10-06', value: 98.14 },
        { date: '2009-01-20', value: 78.2 },
      ],
      now: { value: 139.35, met: true },
    };
    const { user } = await renderPage('/alerts', { api, pause });
    await user.type(await screen.findByLabelText('Symbol'), 'AAPL');
    await user.type(screen.getByLabelText('Price'), '140');
    const preview = within(await screen.findByRole('region', { name: 'Preview' }));
    expect(await preview.findByText('Fires when AAPL is at or below $140.00.')).toBeTruthy();
    expect(api.calls).not.toContain('POST /api/alerts/preview');

    await waitFor(() => expect(waiting()).toContain(400));
    pass();
    expect(await preview.findByText('Would have fired twice')).toBeTruthy();
    expect(preview.getByText(/252 daily closes, 2 Jun 2008 to 1 Jun 2009/)).toBeTruthy();
    expect(preview.getByText('20 Jan 2009').parentElement?.textContent).toContain('$78.20');
    expect(preview.getByText(/That is so already: the alert waits/)).toBeTruthy();
    expect(api.calls.filter((call) => call === 'POST /api/alerts/preview')).toHaveLength(1);
  });

  it('says that no volume is known, when that is why nothing can be told', async () => {
    const { pause, pass, waiting } = steppedPause();
    const api = createFakeApi();
    api.preview = { ...api.preview, sessions: 0, from: null, to: null, now: { value: null, met: null } };
    const { user } = await renderPage('/alerts', { api, pause });
    await user.type(await screen.findByLabelText('Symbol'), 'AAPL');
    await user.selectOptions(screen.getByLabelText('What to watch'), 'Its volume against the usual');
    await user.type(screen.getByLabelText('At least this many times its 20-day mean'), '2');
    await waitFor(() => expect(waiting()).toContain(400));
    pass();
    expect(await screen.findByText(/^No volume of AAPL is known/)).toBeTruthy();
  });

  it('keeps nobody from setting it when the past can’t be looked at', async () => {
    const { pause, pass, waiting } = steppedPause();
    const { api, user } = await renderPage('/alerts', { pause });
    api.break('POST /api/alerts/preview', {
      status: 503,
      code: 'provider-unavailable',
      detail: 'Nobody answers.',
    });
    await user.type(await screen.findByLabelText('Symbol'), 'AAPL');
    await user.type(screen.getByLabelText('Price'), '140');
    await waitFor(() => expect(waiting()).toContain(400));
    pass();
    expect(await screen.findByText('The last year can’t be looked at: Nobody answers.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Set alert' }));
    expect(await screen.findByText('AAPL is at or below $140.00')).toBeTruthy();
  });
});

describe('an alert in the list', () => {
  it('is deleted once that was confirmed', async () => {
    const { api, services, user } = await renderPage('/alerts');
    await services.alerts.create(alertRequest.parse({ symbol: 'IBM', direction: 'below', threshold: 100 }));
    await services.queries.invalidateQueries();
    const name = 'Delete the alert: IBM is at or below $100.00';
    await user.click(await screen.findByRole('button', { name }));
    await user.keyboard('{Escape}');
    expect(api.alerts).toHaveLength(1);
    await user.click(screen.getByRole('button', { name }));
    await user.click(screen.getByRole('button', { name: /Delete\?$/ }));
    expect(await screen.findByText('No alerts yet')).toBeTruthy();
    await waitFor(() => expect(api.alerts).toEqual([]));
  });

  it('gets another threshold, typed as it was', async () => {
    const { api, user } = await renderPage('/alerts', {
      api: withAlert({ kind: 'change-percent', threshold: -5 }),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Change the alert: IBM is down 5% or more on the day' }),
    );
    const field = screen.getByLabelText<HTMLInputElement>('New threshold');
    expect(field.value).toBe('5');
    expect(document.activeElement).toBe(field);
    await user.clear(field);
    await user.type(field, 'lots{Enter}');
    expect(screen.getByText(/^Enter a change in percent.*a fall of less than 100/)).toBeTruthy();
    await user.clear(field);
    await user.type(field, '7.5{Enter}');
    expect(await screen.findByText('IBM is down 7.5% or more on the day')).toBeTruthy();
    expect(api.alerts[0]?.threshold).toBe(-7.5);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Change the alert/ }));
  });

  it('is snoozed, and woken', async () => {
    const { api, user } = await renderPage('/alerts', { api: withAlert() });
    await user.click(await screen.findByRole('button', { name: /^Change the alert/ }));
    await user.click(screen.getByRole('button', { name: '1 week' }));
    expect(await screen.findByText('Snoozed')).toBeTruthy();
    expect(api.alerts[0]?.snoozedUntil).not.toBeNull();
    await user.click(screen.getByRole('button', { name: /^Wake the alert/ }));
    expect(await screen.findByText('Armed')).toBeTruthy();
  });

  it('is set again after it has fired', async () => {
    const { user } = await renderPage('/alerts', {
      api: withAlert({ state: 'triggered', lastTriggeredAt: '2009-06-02T20:31:00.000Z' }),
    });
    await user.click(await screen.findByRole('button', { name: /^Set the alert again/ }));
    expect(await screen.findByText('Armed')).toBeTruthy();
  });

  it('is measured from the present price when told to', async () => {
    const { user } = await renderPage('/alerts', {
      api: withAlert({ kind: 'base-percent', threshold: -10, basePrice: 130 }),
    });
    await user.click(await screen.findByRole('button', { name: /^Change the alert/ }));
    await user.click(screen.getByRole('button', { name: 'Measure from the present price' }));
    expect(await screen.findByText('IBM is down 10% or more from $106.28')).toBeTruthy();
  });

  it('says why a change was refused, beside its field or below', async () => {
    const api = withAlert();
    const { user } = await renderPage('/alerts', { api });
    await user.click(await screen.findByRole('button', { name: /^Change the alert/ }));
    api.break('PATCH /api/alerts', { status: 409, code: 'alert-has-expired', detail: 'It has expired.' });
    await user.click(screen.getByRole('button', { name: '1 hour' }));
    expect((await screen.findByRole('alert')).textContent).toContain('It has expired.');
  });

  it('gets another note, rest and last day, of which only what changes is sent', async () => {
    const { api, user } = await renderPage('/alerts', {
      api: withAlert({ repeat: true, cooldownMinutes: 90, note: 'buy' }),
    });
    await user.click(await screen.findByRole('button', { name: /^Change the alert/ }));
    const terms = within(await screen.findByRole('listitem'));
    expect(terms.getByLabelText<HTMLSelectElement>('After firing, rest for').value).toBe('90');
    await user.clear(terms.getByLabelText(/^Note/));
    await user.type(terms.getByLabelText(/^Note/), 'sell half');
    fireEvent.change(terms.getByLabelText(/^Last day/), { target: { value: '2031-12-24' } });
    await user.click(terms.getByRole('button', { name: /^Save note/ }));
    expect(await screen.findByText('sell half')).toBeTruthy();
    expect(screen.getByText(/ends 24 Dec 2031/)).toBeTruthy();
    expect(api.alerts[0]).toMatchObject({ note: 'sell half', cooldownMinutes: 90, threshold: 100 });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Change the alert/ }));

    await user.click(screen.getByRole('button', { name: /^Change the alert/ }));
    await user.clear(terms.getByLabelText(/^Note/));
    await user.selectOptions(terms.getByLabelText('After firing, rest for'), '12 hours');
    fireEvent.change(terms.getByLabelText(/^Last day/), { target: { value: '' } });
    await user.click(terms.getByRole('button', { name: /^Save note/ }));
    await waitFor(() =>
      expect(api.alerts[0]).toMatchObject({ note: null, cooldownMinutes: 720, expiresAt: null }),
    );
  });

  it('shows why its last day was refused beside it', async () => {
    const api = withAlert();
    const { user } = await renderPage('/alerts', { api });
    await user.click(await screen.findByRole('button', { name: /^Change the alert/ }));
    api.break('PATCH /api/alerts', {
      status: 400,
      code: 'invalid-alert',
      errors: [{ path: 'expiresAt', message: 'The alert would expire before its snooze ends' }],
    });
    const terms = within(screen.getByRole('listitem'));
    fireEvent.change(terms.getByLabelText(/^Last day/), { target: { value: '2031-12-24' } });
    await user.click(terms.getByRole('button', { name: /^Save note/ }));
    expect(await terms.findByText('The alert would expire before its snooze ends')).toBeTruthy();
    expect(terms.getByLabelText(/^Last day/).getAttribute('aria-invalid')).toBe('true');
  });

  it('says that a mistyped year is none, and sends nothing', async () => {
    const api = withAlert({ expiresAt: '2031-12-24T12:00:00.000Z' });
    const { user } = await renderPage('/alerts', { api });
    await user.click(await screen.findByRole('button', { name: /^Change the alert/ }));
    const terms = within(screen.getByRole('listitem'));
    fireEvent.change(terms.getByLabelText(/^Last day/), { target: { value: '20311-12-24' } });
    expect(await terms.findByText('Choose a day that is not over')).toBeTruthy();
    await user.click(terms.getByRole('button', { name: /^Save note/ }));
    expect(terms.getByRole('button', { name: /^Save note/ })).toBeTruthy();
    expect(api.alerts[0]?.expiresAt).toBe('2031-12-24T12:00:00.000Z');
  });

  it('says that it waits since it is so already, as far as the price tells', async () => {
    await renderPage('/alerts', { api: withAlert({ symbol: 'AAPL', threshold: 140, state: 'waiting' }) });
    expect(await screen.findByText(/^so already: it arms once it is seen not to be so/)).toBeTruthy();
    expect(screen.getByText('AAPL is at $139.35')).toBeTruthy();
  });
});

it('a longer snooze begins when the one ends that there is', async () => {
  const { api, user } = await renderPage('/alerts', {
    api: withAlert({ state: 'snoozed', snoozedUntil: '2030-01-01T00:00:00.000Z' }),
  });
  await user.click(await screen.findByRole('button', { name: /^Change the alert/ }));
  await user.click(screen.getByRole('button', { name: '1 week' }));
  await waitFor(() => expect(api.alerts[0]?.snoozedUntil).toBe('2030-01-08T00:00:00.000Z'));
});
