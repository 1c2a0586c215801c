import type { ChatMessage } from '@marketscope/contracts';
import { useEffect, useState } from 'react';
import { spokenSentences } from './spoken-sentences.ts';
import { toolWording } from './tool-wording.ts';

/** Milliseconds in which what was added last is surely read out. */
const readOutWithin = 15_000;

/**
 * Reads an answer out as it grows: each step of the search, then sentence by sentence. The visible text is not a live
 * region itself, since a screen reader would begin it anew with every word. What was already there is not read out.
 */
export function AnswerAnnouncer({ last }: { last: ChatMessage | undefined }) {
  const [followed, setFollowed] = useState<string>();
  // Its last sentence comes with the event that also ends it, so an answer is kept here after its end.
  if (last?.state === 'writing' && last.id !== followed) setFollowed(last.id);
  const ended = last?.state !== 'writing';
  useEffect(() => {
    if (!ended) return;
    // After that, who goes through the page would only come upon everything twice.
    const timer = setTimeout(() => setFollowed(undefined), readOutWithin);
    return () => clearTimeout(timer);
  }, [ended]);

  const answer = last !== undefined && last.id === followed ? last : undefined;
  return (
    <div className="hidden-visually" role="log" aria-live="polite" aria-label="Answer being written">
      {answer?.toolCalls.map(({ id, name, arguments: callArguments }) => (
        <p key={id}>{toolWording(name, callArguments).doing}</p>
      ))}
      {answer !== undefined &&
        spokenSentences(answer.text, ended).map((sentence, index) => (
          <p key={`sentence ${index}`}>{sentence}</p>
        ))}
    </div>
  );
}
