import { z } from 'zod';
import { accountEvents } from './account-events.ts';
import { alerts } from './alerts.ts';
import { marketEvents } from './market-events.ts';
import { taskEvents } from './task-events.ts';

export { MAX_ENTRANT_MATCHES } from './alerts.ts';
export { envelope } from './envelope.ts';
export {
  MAX_UPDATE_PRICES,
  updateFailure,
  updateTrigger,
  type UpdateFailure,
  type UpdateTrigger,
} from './market-events.ts';

/** Every event type by the topic that carries it. */
export const topics = {
  'market-events': marketEvents,
  alerts,
  'account-events': accountEvents,
  'task-events': taskEvents,
} as const;
export type TopicName = keyof typeof topics;

/** The schema of every event type. */
export const events = { ...marketEvents, ...alerts, ...accountEvents, ...taskEvents };
export type EventType = keyof typeof events;

/** An event of the given type, or of any when none is given. */
export type EventOf<Type extends EventType = EventType> = { [T in Type]: z.infer<(typeof events)[T]> }[Type];
export type EventData<Type extends EventType> = EventOf<Type>['data'];

const [first, ...rest] = Object.values(events);
if (!first) throw new TypeError('contracts define no event');
/** Any event that this version of the contracts knows. */
export const anyEvent = z.discriminatedUnion('type', [first, ...rest]);

/** The topic that carries events of this type. */
export function topicOf(type: EventType): TopicName {
  for (const [topic, types] of Object.entries(topics)) if (type in types) return topic as TopicName;
  throw new TypeError(`no topic carries ${type}`);
}

/**
 * Makes an event from what it tells. `id` must be derived from that, so that a retry makes the same event;
 * `correlationId` links it to the request or run that led to it.
 * @throws ZodError when the data does not fit the type's schema.
 */
export function makeEvent<Type extends EventType>(event: {
  type: Type;
  id: string;
  /** The service that publishes, e.g. `stock-updater`. */
  source: string;
  subject: string;
  time: Date;
  correlationId: string;
  data: EventData<Type>;
}): EventOf<Type> {
  return events[event.type].parse({
    specversion: '1.0',
    id: event.id,
    source: `/marketscope/${event.source}`,
    type: event.type,
    time: event.time.toISOString(),
    subject: event.subject,
    datacontenttype: 'application/json',
    correlationid: event.correlationId,
    data: event.data,
  }) as EventOf<Type>;
}
