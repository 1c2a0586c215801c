import process from 'node:process';

let invocations = 0;

/** Does what its event says: a fixture of the tests. */
export async function handler(event, context) {
  invocations += 1;
  switch (event.do) {
    case 'echo':
      return { pid: process.pid, invocations, said: event.say };
    case 'tell-context':
      return {
        functionName: context.functionName,
        requestId: context.awsRequestId,
        remainingMs: context.getRemainingTimeInMillis(),
        memory: context.memoryLimitInMB,
      };
    case 'return-nothing':
      return undefined;
    case 'throw':
      throw new RangeError('as told');
    case 'exit':
      return process.exit(3);
    case 'hang':
      return new Promise(() => undefined);
    case 'spin':
      for (;;);
    case 'wait-for': {
      const { existsSync, watch } = await import('node:fs');
      const { dirname } = await import('node:path');
      await new Promise((resolve) => {
        const watcher = watch(dirname(event.file), () => {
          if (!existsSync(event.file)) return;
          watcher.close();
          resolve();
        });
        if (existsSync(event.file)) {
          watcher.close();
          resolve();
        }
      });
      return { pid: process.pid };
    }
    default:
      return {
        batchItemFailures: event.Records.filter(({ body }) => body === 'poison').map(({ messageId }) => {
          console.error(`message ${messageId} is poison`);
          return { itemIdentifier: messageId };
        }),
      };
  }
}
