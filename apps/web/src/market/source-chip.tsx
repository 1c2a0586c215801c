import type { PriceSource } from '@marketscope/contracts';
import { Chip } from '../design/chip.tsx';

const sources: Record<PriceSource, { label: string; tone: 'plain' | 'note' | 'made-up'; title: string }> = {
  yahoo: { label: 'Yahoo', tone: 'plain', title: 'Price from Yahoo Finance' },
  alpaca: { label: 'Alpaca', tone: 'plain', title: 'Price from Alpaca' },
  replay: { label: 'Recorded', tone: 'note', title: 'A real price of that day, replayed from a recording' },
  synthetic: {
    label: 'Synthetic',
    tone: 'made-up',
    title: 'Generated for practice: no market ever had this price',
  },
};

/** Where a price comes from; what no market ever said looks like nothing else. */
export function SourceChip({ source }: { source: PriceSource }) {
  const { label, tone, title } = sources[source];
  return (
    <Chip tone={tone} title={title}>
      {label}
    </Chip>
  );
}

/** Marks a price after which a session has ended without a newer one, with its age where that is known. */
export function StaleChip({ age }: { age?: string | undefined }) {
  return (
    <Chip tone="danger" title="A trading session has ended since, and no newer price has come">
      Stale{age !== undefined && `: ${age}`}
    </Chip>
  );
}
