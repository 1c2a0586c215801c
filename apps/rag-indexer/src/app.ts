import { queues } from '@marketscope/contracts';
import { createBatchHandler, createQueueDispatch, type BatchHandler } from '@marketscope/messaging';
import type { Logger } from '@marketscope/runtime';
import { indexObject, type ObjectPorts } from './indexing/index-object.ts';

/** Everything the service reaches. */
export type RagIndexerPorts = ObjectPorts & { logger: Logger };

/** The service as one function: messages of `document-events` tell of files that changed. */
export function createRagIndexer(ports: RagIndexerPorts): BatchHandler {
  return createQueueDispatch({
    'document-events': createBatchHandler({
      schema: queues['document-events'],
      async handle({ keys }, context) {
        for (const key of keys) await indexObject(key, ports, context);
      },
      logger: ports.logger,
    }),
  });
}
