import { parseArgs } from 'node:util';
import { sessionDate } from '@marketscope/contracts';
import { readSymbolList } from '@marketscope/domain';
import { environmentOption, OperatorError } from '@marketscope/operator';

export const usage = `npm run backfill -- --symbols AAPL,MSFT --from 2009-01-02

  Stores the daily sessions of symbols, from a day on, in the running stack (npm start) or in an environment on AWS.
  Start it again after it was cut short: it goes on where it was.

  --symbols <list>   symbols, with commas between
  --universe         every symbol of the universe, in place of --symbols
  --from <day>       the first day, YYYY-MM-DD; with replayed prices one before the last recorded day
  --env <name>       dev, staging or prod; without it, the running stack`;

/** What a backfill is asked to do. */
export interface BackfillRequest {
  /** Undefined for the universe. */
  symbols: string[] | undefined;
  from: string;
  /** Undefined for the running stack. */
  environment: string | undefined;
}

/** Reads what a person asks for. @throws OperatorError that says what is wrong */
export function backfillRequest(args: readonly string[]): BackfillRequest {
  const { symbols, universe, from, env } = parsed(args);
  if ((symbols === undefined) === !universe)
    throw new OperatorError(`Give --symbols or --universe.\n\n${usage}`);
  if (!sessionDate.safeParse(from).success)
    throw new OperatorError(`Give the first day as --from YYYY-MM-DD.\n\n${usage}`);
  return {
    symbols: symbols === undefined ? undefined : symbolsOf(symbols),
    from: from ?? '',
    environment: environmentOption(env),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        symbols: { type: 'string' },
        universe: { type: 'boolean', default: false },
        from: { type: 'string' },
        env: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new OperatorError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, {
      cause: error,
    });
  }
}

function symbolsOf(list: string): string[] {
  const { symbols, unreadable } = readSymbolList(list.replaceAll(',', '\n'));
  const [first] = unreadable;
  if (first) throw new OperatorError(`“${first.text}” is no symbol.`);
  if (symbols.length === 0) throw new OperatorError(`--symbols names none.\n\n${usage}`);
  return symbols;
}
