import type { AlertPreview, AlertRequest } from '@marketscope/contracts';
import { conditionWords, startsAnew } from '@marketscope/domain';
import { errorMessage } from '../api/error-message.ts';
import { sessionDay } from '../market/market-time.ts';
import { useAlertPreview } from './alert-queries.ts';
import { valueWords } from './alert-words.ts';
import './alert-preview.css';

/** Firings that are shown without asking for all. */
const firingsAtFirst = 4;

/** What an alert means, how often it would have fired over the last year, and whether it is so already. */
export function AlertPreviewCard({ request, currency }: { request: AlertRequest; currency: string | null }) {
  const preview = useAlertPreview(request);
  const basePrice = preview.data?.basePrice ?? request.basePrice;
  return (
    <section className="alert-preview" aria-label="Preview" aria-busy={preview.isPending}>
      <p className="alert-preview__condition">
        Fires when {request.symbol} is {conditionWords({ ...request, basePrice, currency })}.
      </p>
      <div role="status">
        {preview.isPending && <p>Looking at the last year…</p>}
        {preview.isError && <p>The last year can’t be looked at: {errorMessage(preview.error).detail}</p>}
        {preview.data && <Past preview={preview.data} request={request} currency={currency} />}
      </div>
    </section>
  );
}

function Past({
  preview: { wouldHaveFired, firings, sessions, from, to, now },
  request,
  currency,
}: {
  preview: AlertPreview;
  request: AlertRequest;
  currency: string | null;
}) {
  const told = (value: number) => valueWords({ ...request, currency }, value);
  if ((from === null || to === null) && request.kind === 'volume-ratio')
    return <p>No volume of {request.symbol} is known: the alert can’t fire until there is one.</p>;
  if (from === null || to === null)
    return <p>Too few sessions of {request.symbol} are known to tell how often it would have fired.</p>;
  const newestFirst = firings.toReversed();
  const rest = newestFirst.slice(firingsAtFirst);
  const list = (some: typeof firings) => (
    <ul className="alert-preview__firings">
      {some.map(({ date, value }) => (
        <li key={date}>
          <span>{sessionDay(date)}</span> <span className="figure">{told(value)}</span>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <p>
        <strong>{timesWords(wouldHaveFired)}</strong> in the last year
        <span className="alert-preview__aside">
          {' '}
          ({sessions} daily closes, {sessionDay(from)} to {sessionDay(to)})
        </span>
      </p>
      {list(newestFirst.slice(0, firingsAtFirst))}
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          {list(rest)}
        </details>
      )}
      <p className="alert-preview__now">
        {now.value === null
          ? 'How it stands now is not known: the alert waits until it has been seen not to be so.'
          : now.met === true
            ? `Now at ${told(now.value)}. That is so already: ${startsAnew(request) ? 'the alert waits for the next session, or until it is not so' : 'the alert waits until it is not'}, and fires when it is so again.`
            : `Now at ${told(now.value)}.`}
      </p>
    </>
  );
}

function timesWords(count: number): string {
  if (count === 0) return 'Would not have fired';
  return `Would have fired ${count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`}`;
}
