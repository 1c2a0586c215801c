import type { Topology } from '@marketscope/contracts/topology';
import type { Reporter } from '../reporter.ts';
import { startSchedules } from '../schedules/schedules.ts';
import { startQueueSource } from '../sources/queue-source.ts';
import type { Closers } from './closers.ts';
import type { Cloud } from './cloud.ts';

/** Starts what invokes the functions: the topology's queues, topics, buckets and schedules. */
export async function startTriggers({
  topology,
  cloud,
  invoke,
  reporter,
  closers,
  ending,
}: {
  topology: Topology;
  cloud: Cloud;
  invoke: (service: string, event: unknown) => Promise<unknown>;
  reporter: Reporter;
  closers: Closers;
  /** Takes the ends of those that need longer than their closing. */
  ending: Promise<void>[];
}): Promise<void> {
  for (const [name, { sources }] of Object.entries(topology.services))
    for (const { queue, ...settings } of sources) {
      const source = await startQueueSource({
        sqs: cloud.queueReader(name),
        queue: { name: queue, url: cloud.resources.queues[queue] ?? '' },
        settings,
        invoke: (event) => invoke(name, event),
        reporter,
      });
      closers.add(() => void ending.push(source.stop()));
    }
  const notifications = cloud.notifyOfObjects(reporter);
  closers.add(() => notifications.stop());
  const invocations = cloud.invokeByTopics(invoke, reporter);
  closers.add(() => void ending.push(invocations.stop()));
  const schedules = startSchedules(topology.schedules, invoke, reporter);
  closers.add(() => schedules.stop());
}
