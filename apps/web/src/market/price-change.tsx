import { signed, signedPercent } from './figures.ts';
import './price-change.css';

/** A change in money and in percent, told by its sign and an arrow as well as by colour. */
export function PriceChange({ change, percent }: { change: number | null; percent: number | null }) {
  const size = change ?? percent;
  if (size === null) return <span className="price-change price-change--none">change not known</span>;
  const direction = size > 0 ? 'up' : size < 0 ? 'down' : 'none';
  return (
    <span className={`price-change price-change--${direction}`}>
      <span aria-hidden="true">{{ up: '▲ ', down: '▼ ', none: '' }[direction]}</span>
      {change === null ? '' : signed(change)}
      {percent === null ? '' : change === null ? signedPercent(percent) : ` (${signedPercent(percent)})`}
    </span>
  );
}
