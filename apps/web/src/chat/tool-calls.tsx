import type { ToolCall } from '@marketscope/contracts';
import { CheckIcon, ChevronIcon, WarningIcon } from '../design/icons.tsx';
import { StructuredValue } from './structured-value.tsx';
import { toolWording } from './tool-wording.ts';
import './tool-calls.css';

/** The calls behind an answer, in order; each opens to show what was asked and what came of it. */
export function ToolCalls({ calls, ended }: { calls: readonly ToolCall[]; ended: boolean }) {
  if (calls.length === 0) return null;
  return (
    <ol className="tool-calls" aria-label="How this was found">
      {calls.map((call) => (
        <li key={call.id}>
          <ToolCallDetails call={call} ended={ended} />
        </li>
      ))}
    </ol>
  );
}

function ToolCallDetails({ call, ended }: { call: ToolCall; ended: boolean }) {
  const { doing, done } = toolWording(call.name, call.arguments);
  const { outcome } = call;
  const running = outcome === undefined && !ended;
  const failed = outcome?.ok === false || (outcome === undefined && ended);
  return (
    <details className="tool-call">
      <summary className="tool-call__summary">
        <span
          className={`tool-call__state tool-call__state--${running ? 'running' : failed ? 'failed' : 'done'}`}
        >
          {running ? null : failed ? <WarningIcon size={14} /> : <CheckIcon size={14} />}
        </span>
        <span className="tool-call__words">
          {running
            ? `${doing}…`
            : failed
              ? `${doing}: ${outcome === undefined ? 'cut off' : 'failed'}`
              : done}
        </span>
        <code className="tool-call__name">{call.name}</code>
        <span className="tool-call__chevron">
          <ChevronIcon size={16} />
        </span>
      </summary>
      <div className="tool-call__inside">
        <h3 className="tool-call__heading">Asked with</h3>
        <StructuredValue value={call.arguments} />
        <h3 className="tool-call__heading">{outcome?.ok === false ? 'Failed with' : 'Answered'}</h3>
        {outcome === undefined ? (
          <p className="tool-call__nothing">{ended ? 'Nothing: the answer ended first.' : 'Nothing yet.'}</p>
        ) : outcome.ok ? (
          <StructuredValue value={outcome.result} />
        ) : (
          <p>{outcome.error}</p>
        )}
      </div>
    </details>
  );
}
