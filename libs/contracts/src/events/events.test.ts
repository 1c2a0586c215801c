import { describe, expect, it } from 'vitest';
import { eventFixtures } from '../fixtures/index.ts';
import { anyEvent, events, makeEvent, topicOf, type EventType } from './index.ts';

const types = Object.keys(events) as EventType[];

describe.each(types)('%s', (type) => {
  const fixture = eventFixtures[type];

  it('survives a trip over the wire', () => {
    expect(anyEvent.parse(JSON.parse(JSON.stringify(fixture)))).toEqual(fixture);
  });

  it('is carried by exactly one topic', () => {
    expect(topicOf(type)).toMatch(/^(market-events|alerts|account-events|task-events)$/);
  });

  it('is refused without the data that it tells', () => {
    expect(anyEvent.safeParse({ ...fixture, data: {} }).success).toBe(false);
  });

  it.each(['id', 'source', 'specversion', 'time', 'subject', 'correlationid'] as const)(
    'is refused without its %s',
    (attribute) => {
      const { [attribute]: _, ...rest } = fixture;
      expect(anyEvent.safeParse(rest).success).toBe(false);
    },
  );
});

it('refuses a type that no contract knows', () => {
  const unknown = { ...eventFixtures['alert.triggered.v1'], type: 'alert.triggered.v2' };
  expect(anyEvent.safeParse(unknown).success).toBe(false);
});

it('does not make an event whose data is not its type’s', () => {
  const { data } = eventFixtures['alert.triggered.v1'];
  expect(() =>
    makeEvent({
      type: 'alert.triggered.v1',
      id: 'a#1',
      source: 'stock-updater',
      subject: 'a',
      time: new Date(0),
      correlationId: 'c',
      data: { ...data, price: Number.NaN },
    }),
  ).toThrow(/price/);
});
