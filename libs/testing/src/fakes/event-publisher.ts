import type { EventOf, EventType } from '@marketscope/contracts';
import type { EventPublisher } from '@marketscope/domain';

/** A publisher that keeps what it is given. */
export interface FakeEventPublisher extends EventPublisher {
  readonly published: EventOf[];
  /** Those of one type. */
  ofType<Type extends EventType>(type: Type): EventOf<Type>[];
  /** What publishing fails with, until it is undefined again. */
  failure: Error | undefined;
}

export function createFakeEventPublisher(): FakeEventPublisher {
  const published: EventOf[] = [];
  return {
    published,
    failure: undefined,
    ofType: <Type extends EventType>(type: Type) =>
      published.filter((event): event is EventOf<Type> => event.type === type),
    async publish(event) {
      if (this.failure) throw this.failure;
      published.push(event);
    },
  };
}
