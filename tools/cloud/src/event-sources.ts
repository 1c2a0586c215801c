import {
  LambdaClient,
  paginateListEventSourceMappings,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import type { CloudAccess } from './deployment/role-session.ts';

/**
 * Takes the queues from the emulator's functions, which it can't run: with each message that is sent, moto would receive all
 * that wait, fail, and give them back, until the queue's redrive policy takes them for dead.
 */
export async function pauseEventSources(operator: CloudAccess): Promise<void> {
  const lambda = new LambdaClient(operator);
  try {
    for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client: lambda }, {}))
      for (const { UUID } of EventSourceMappings)
        await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  } finally {
    lambda.destroy();
  }
}
