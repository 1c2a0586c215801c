import { chatRequest } from '@marketscope/contracts';
import { useEffect, useRef, useState } from 'react';
import { SendIcon, StopIcon } from '../design/icons.tsx';
import { IconButton } from '../design/icon-button.tsx';
import './composer.css';

/** The place to ask. While an answer is written, its button stops that; the next question can be typed meanwhile. */
export function Composer({
  of,
  writing,
  stopping,
  onAsk,
  onStop,
}: {
  /** The conversation that is asked in: another one takes the focus here. */
  of: string | undefined;
  writing: boolean;
  stopping: boolean;
  onAsk: (question: string) => void;
  onStop: () => void;
}) {
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  const question = chatRequest.shape.message.safeParse(text);
  const tooLong = text.trim().length > 4000;

  useEffect(() => {
    // On a phone, focus would bring up the keyboard over what there is to read.
    if (window.matchMedia('(pointer: fine)').matches) input.current?.focus();
  }, [of]);

  function ask() {
    if (writing || !question.success) return;
    onAsk(question.data);
    setText('');
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <div className="composer__box">
        <textarea
          ref={input}
          className="composer__input"
          aria-label="Your question"
          aria-invalid={tooLong}
          placeholder="Ask about a company or a price"
          rows={1}
          enterKeyHint="send"
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            // While composing, as in Japanese, Enter picks a word.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            ask();
          }}
        />
        {writing ? (
          <IconButton
            look="plain"
            label={stopping ? 'Stopping…' : 'Stop'}
            disabled={stopping}
            onClick={onStop}
          >
            <StopIcon />
          </IconButton>
        ) : (
          <IconButton look="primary" type="submit" label="Ask" disabled={!question.success}>
            <SendIcon />
          </IconButton>
        )}
      </div>
      <p className="composer__hint" role={tooLong ? 'alert' : undefined}>
        {tooLong
          ? 'A question has at most 4,000 characters.'
          : 'Figures carry their source and time. Not investment advice.'}
      </p>
    </form>
  );
}
