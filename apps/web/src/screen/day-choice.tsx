import { sessionAfter, sessionBefore } from '@marketscope/domain';
import { useState } from 'react';
import { ChevronIcon } from '../design/icons.tsx';
import { IconButton } from '../design/icon-button.tsx';
import './day-choice.css';

/** No screen is older. */
const earliest = '1900-01-01';

/** Chooses the day whose screen is shown: the one before, the one after, or any. */
export function DayChoice({
  date,
  previousDate,
  latestDate,
  onChoose,
}: {
  /** The day that is shown. */
  date: string;
  /** The day of the screen before; the session before when that is not known. */
  previousDate: string | null;
  latestDate: string | undefined;
  onChoose: (date: string) => void;
}) {
  const [text, setText] = useState(date);
  const [shown, setShown] = useState(date);
  if (date !== shown) {
    setShown(date);
    setText(date);
  }
  const next = sessionAfter(date).date;
  const hasNext = latestDate !== undefined && next <= latestDate;
  return (
    <div className="day-choice" role="group" aria-label="Day of the screen">
      <IconButton
        look="plain"
        label="The screen before"
        onClick={() => onChoose(previousDate ?? sessionBefore(date).date)}
      >
        <span className="day-choice__back">
          <ChevronIcon />
        </span>
      </IconButton>
      <input
        type="date"
        className="input day-choice__date"
        aria-label="Date of the screen"
        value={text}
        max={latestDate}
        onChange={({ target }) => {
          setText(target.value);
          // A year that is being typed begins as 0002.
          if (target.value >= earliest) onChoose(target.value);
        }}
        onBlur={() => setText(date)}
      />
      <IconButton look="plain" label="The screen after" disabled={!hasNext} onClick={() => onChoose(next)}>
        <ChevronIcon />
      </IconButton>
    </div>
  );
}
