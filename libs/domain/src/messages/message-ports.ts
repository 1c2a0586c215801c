import type { EventOf } from '@marketscope/contracts';

/** Publishes an event to the topic that carries its type. At least once: its id lets receivers fold repeats. */
export interface EventPublisher {
  publish(event: EventOf): Promise<void>;
}

/** Sends messages of one kind to one queue, each at least once. */
export interface MessageSender<Message> {
  send(messages: readonly Message[]): Promise<void>;
}
