import type { Topology } from './schema.ts';

/** A function may be retried by its event source for this many time-outs before a message shows again. */
const VISIBILITY_PER_TIMEOUT = 6;

/**
 * Visibility time-out of a queue in seconds: six times the time-out of the function that consumes it, as AWS
 * advises for SQS event sources.
 * @throws TypeError when no service consumes the queue.
 */
export function visibilitySeconds(topology: Topology, queue: string): number {
  for (const service of Object.values(topology.services))
    if (service.sources.some((source) => source.queue === queue))
      return VISIBILITY_PER_TIMEOUT * service.timeoutSeconds;
  throw new TypeError(`queue ${queue} has no consumer`);
}
