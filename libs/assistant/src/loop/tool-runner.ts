import { isDeepStrictEqual } from 'node:util';
import type { Citation, ToolCall } from '@marketscope/contracts';
import type { ToolCallMeasure } from '../assistant.ts';
import { AlertRefusal, LeaseHeldError, MarketDataError, PersonalLimitError } from '@marketscope/domain';
import type { ChangePermit } from '../permission/change-permit.ts';
import { MAX_RESULT_BYTES } from '../tools/largest-result.ts';
import { ToolError, type Tool, type ToolContext } from '../tools/tool.ts';
import { withoutInvisible } from './untrusted-text.ts';

/** A call as the model asks for it; null arguments could not be read. */
export interface RequestedCall {
  name: string;
  arguments: Record<string, unknown> | null;
}

/** Failures whose message is for the model, and the person behind it. */
const toldErrors = [ToolError, MarketDataError, PersonalLimitError, AlertRefusal, LeaseHeldError];

export type Outcome = NonNullable<ToolCall['outcome']>;

/** What came of a call. */
export interface RunCall {
  outcome: Outcome;
  citations: Citation[];
}

/** Bytes of JSON of all results of an answer, which are stored in one item. */
const MAX_ANSWER_BYTES = 150_000;

/** Runs the calls of one answer. It never throws: whatever goes wrong is an outcome, which the model sees. */
export interface ToolRunner {
  /** Runs a call, or gives what came of the same call before: none is made twice. */
  run(call: RequestedCall): Promise<RunCall>;
  /** Whether the same call was made before in this answer. */
  hasRun(call: RequestedCall): boolean;
}

export function createToolRunner(ports: {
  tools: readonly Tool[];
  context: ToolContext;
  permit: ChangePermit;
  /** Milliseconds that one call may take. */
  timeLimitMs: number;
  onToolCall?: ((call: ToolCallMeasure) => void) | undefined;
  onFault?: ((error: unknown, tool: string) => void) | undefined;
}): ToolRunner {
  let bytes = 0;
  const made: { call: RequestedCall; result: Promise<RunCall> }[] = [];
  const find = (call: RequestedCall) => made.find((each) => isDeepStrictEqual(each.call, call));

  function succeeded(result: unknown, citations: Citation[] = []): RunCall {
    const size = Buffer.byteLength(JSON.stringify(result));
    if (size > MAX_RESULT_BYTES) return failed('The result is too large. Ask for less at once.');
    bytes += size;
    if (bytes > MAX_ANSWER_BYTES)
      return failed('This answer holds no more results. Answer with what there is.');
    return { outcome: { ok: true, result }, citations };
  }

  async function make({ name, arguments: args }: RequestedCall): Promise<RunCall> {
    const tool = ports.tools.find((each) => each.name === name);
    if (!tool)
      return failed(
        `There is no tool ${JSON.stringify(name)}. There are: ${ports.tools.map((each) => each.name).join(', ')}.`,
      );
    if (args === null) return failed('The arguments are not a JSON object.');
    const checked = tool.check(args);
    if (!checked.ok) return failed(checked.error);
    try {
      return await withinTime(async () => {
        if (checked.change && !(await ports.permit.allows(checked.change)))
          return succeeded({ status: 'needs-confirmation', change: checked.change });
        const { result, citations } = await checked.run(ports.context);
        return succeeded(withoutInvisible(result), citations);
      }, ports.timeLimitMs);
    } catch (error) {
      const isTold = toldErrors.some((kind) => error instanceof kind);
      if (!isTold) ports.onFault?.(error, name);
      return failed(
        isTold && error instanceof Error
          ? String(withoutInvisible(error.message))
          : 'The tool failed. It was logged.',
      );
    }
  }

  async function measured(call: RequestedCall): Promise<RunCall> {
    const startedAt = performance.now();
    const run = await make(call);
    ports.onToolCall?.({
      // What a model makes up is not a name.
      tool: ports.tools.some(({ name }) => name === call.name) ? call.name : 'unknown',
      durationMs: Math.round(performance.now() - startedAt),
      outcome: run.outcome.ok ? 'ok' : 'failed',
    });
    return run;
  }

  return {
    hasRun: (call) => find(call) !== undefined,
    async run(call) {
      const before = find(call);
      if (before) return before.result;
      const result = measured(call);
      made.push({ call, result });
      return result;
    },
  };
}

function failed(error: string): RunCall {
  return { outcome: { ok: false, error }, citations: [] };
}

async function withinTime<Result>(work: () => Promise<Result>, milliseconds: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ToolError('The tool did not answer in time; whether it did its work is not known.')),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
