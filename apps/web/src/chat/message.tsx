import type { ChatMessage } from '@marketscope/contracts';
import { BrandMark } from '../design/icons.tsx';
import { Citations } from './citations.tsx';
import { RichText } from './rich-text.tsx';
import { ToolCalls } from './tool-calls.tsx';
import './message.css';

/** What a person asked. */
export function Question({ message }: { message: ChatMessage }) {
  return (
    <article className="question" aria-label="You asked">
      {message.text}
    </article>
  );
}

/** An answer: how it was found, what it says, and where that comes from, in the order in which it came. */
export function Answer({ message }: { message: ChatMessage }) {
  const { text, toolCalls, citations, model, state } = message;
  if (state === 'failed' && text === '' && toolCalls.length === 0) return null;
  const thinking =
    state === 'writing' && text === '' && toolCalls.every(({ outcome }) => outcome !== undefined);
  return (
    <article className="answer" aria-label="Answer" aria-busy={state === 'writing'}>
      <BrandMark size={28} />
      <div className="answer__body">
        <ToolCalls calls={toolCalls} ended={state !== 'writing'} />
        {thinking && (
          <div className="answer__thinking" role="status" aria-label="Thinking">
            <i />
            <i />
            <i />
          </div>
        )}
        {text !== '' && <RichText text={text} writing={state === 'writing'} />}
        <Citations citations={citations} />
        {model !== null && state !== 'writing' && (
          <div className="answer__model">Written by the {modelName(model)}</div>
        )}
      </div>
    </article>
  );
}

/** `built-in analyst` is a name to say “the” before; `gpt-5` is a model. */
function modelName(model: string): string {
  return /analyst/i.test(model) ? model : `model ${model}`;
}
