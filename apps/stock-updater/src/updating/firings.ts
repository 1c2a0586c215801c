import type { EventPublisher, RunStore } from '@marketscope/domain';

/** What noting the alerts that a run fires needs. */
export interface FiringPorts {
  runs: Pick<RunStore, 'noteFiring'>;
  publisher: EventPublisher;
}

/**
 * The ports, with a publisher that notes each alert which it told of. It is noted between being told of and being marked as told:
 * a process that dies in between finds the alert again, and notes it once more under the same id, so that the run's count
 * is right however often its batches are tried.
 */
export function notingFirings<Ports extends FiringPorts>(runId: string, ports: Ports): Ports {
  const { publisher, runs } = ports;
  return {
    ...ports,
    publisher: {
      async publish(event) {
        await publisher.publish(event);
        if (event.type === 'alert.triggered.v1') await runs.noteFiring(runId, event.id);
      },
    },
  };
}
