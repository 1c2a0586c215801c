import { parseArgs } from 'node:util';
import { environmentOption, OperatorError } from '@marketscope/operator';

export const usage = `npm run reindex [-- --env dev]

  Makes the index of documents anew from the documents themselves, with the embeddings that are set (EMBEDDINGS), beside the
  one in use; questions are answered from that one until the new one is whole. Start it again after it was cut short: it
  goes on where it was.

  --env <name>   dev, staging or prod; without it, the running stack`;

/** What is asked for: the environment, undefined for the running stack. @throws OperatorError that says what is wrong */
export function reindexRequest(args: readonly string[]): { environment: string | undefined } {
  try {
    const { values } = parseArgs({ args: [...args], options: { env: { type: 'string' } } });
    return { environment: environmentOption(values.env) };
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, {
      cause: error,
    });
  }
}
