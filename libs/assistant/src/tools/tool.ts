import type { Citation } from '@marketscope/contracts';
import type {
  AlertActions,
  KnowledgeSearch,
  MarketClock,
  MarketReader,
  ScreenActions,
  WatchlistActions,
} from '@marketscope/domain';
import type { z } from 'zod';
import type { Change } from '../permission/change.ts';
import { modelSchema, withoutNulls } from './model-schema.ts';

/** What tools reach. */
export interface ToolPorts {
  market: MarketReader;
  marketClock: MarketClock;
  watchlist: Pick<WatchlistActions, 'list' | 'add'>;
  alerts: Pick<AlertActions, 'create' | 'list' | 'edit' | 'delete' | 'preview'>;
  screens: Pick<ScreenActions, 'read'>;
  knowledge: KnowledgeSearch;
}

/** What a tool runs with: the person it acts for comes from here, never from a model's arguments. */
export interface ToolContext extends ToolPorts {
  userId: string;
}

/** What a tool found or did, and where its figures come from. */
export interface ToolAnswer {
  result: unknown;
  citations: Citation[];
}

/** A model's call once its arguments were checked. */
export type CheckedCall =
  | {
      ok: true;
      arguments: Record<string, unknown>;
      /** What it would change; null when it only reads. */
      change: Change | null;
      run(context: ToolContext): Promise<ToolAnswer>;
    }
  | { ok: false; error: string };

/** Something a model can call. */
export interface Tool {
  name: string;
  /** For the model: when to call it, and what it answers. */
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
  check(args: unknown): CheckedCall;
}

/** A failure that the model, and the person behind it, is meant to understand. */
export class ToolError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ToolError';
  }
}

/** What is wrong with arguments, in sentences for a person, with the argument's name for a model. */
function faultsText({ issues }: z.ZodError): string {
  const faults = issues.map(({ path, message }) => {
    const name = path.join('.');
    return `${message.replace(/\.$/, '')}${name === '' ? '' : ` (${name})`}.`;
  });
  return `That is not valid. ${faults.join(' ')}`;
}

/** Makes a tool from its typed parts. Its result is checked, so that what is shown and what is read back are one shape. */
export function defineTool<Input extends z.ZodObject, Result extends z.ZodType>(definition: {
  name: string;
  description: string;
  input: Input;
  result: Result;
  change?: (input: z.output<Input>) => Change;
  run: (
    input: z.output<Input>,
    context: ToolContext,
  ) => Promise<{ result: z.input<Result>; citations?: Citation[] }>;
}): Tool {
  const { name, description, input, result } = definition;
  return {
    name,
    description,
    parameters: modelSchema(input),
    check(args) {
      const parsed = input.safeParse(withoutNulls(args));
      if (!parsed.success) return { ok: false, error: faultsText(parsed.error) };
      return {
        ok: true,
        arguments: parsed.data,
        change: definition.change?.(parsed.data) ?? null,
        async run(context) {
          const answer = await definition.run(parsed.data, context);
          return { result: result.parse(answer.result), citations: answer.citations ?? [] };
        },
      };
    },
  };
}
