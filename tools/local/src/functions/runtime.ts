/**
 * The process of one function instance: loads the bundle named by the first argument, then takes one invocation at a
 * time from its parent. It ends with its parent, and leaves Ctrl-C to it.
 */
import { pathToFileURL } from 'node:url';
import type { InvocationRequest, RuntimeMessage, ThrownError } from './protocol.ts';

const [, , bundle] = process.argv;
if (bundle === undefined || !process.send) throw new TypeError('this is started by the function host');
const send = (message: RuntimeMessage): void => {
  process.send?.(message);
};

process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));

const { handler }: { handler?: unknown } = await import(pathToFileURL(bundle).href);
if (typeof handler !== 'function') throw new TypeError(`${bundle} exports no function named handler`);

process.on('message', (request: InvocationRequest) => void answer(request));
send({ kind: 'ready' });

async function answer(request: InvocationRequest): Promise<void> {
  const { requestId } = request;
  try {
    const result: unknown = await (handler as (event: unknown, context: unknown) => unknown)(
      JSON.parse(request.payload),
      contextOf(request),
    );
    const payload = JSON.stringify(result) as string | undefined;
    send({ kind: 'response', requestId, ...(payload !== undefined && { payload }) });
  } catch (error) {
    console.error(error);
    send({ kind: 'thrown', requestId, error: describe(error) });
  }
}

function contextOf({ requestId, deadline, functionArn }: InvocationRequest) {
  const functionName = process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? '';
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: String(process.pid),
    memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? '',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

function describe(error: unknown): ThrownError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}
