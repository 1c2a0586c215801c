import { OperatorError } from '@marketscope/operator';
import { embeddingSettings } from '@marketscope/knowledge';
import { openAiSettings } from '@marketscope/runtime';

/** Settings that are each person's own, and are never written down with a running stack's. */
const KEYS = ['OPENAI_API_KEY', 'AZURE_OPENAI_API_KEY'];

/**
 * The environment of a reindex: the service's own, so that both embed alike, with the keys of the shell that it is started in.
 * @throws OperatorError when the shell asks for other embeddings than the service makes
 */
export function reindexEnvironment(
  service: Readonly<Record<string, string>>,
  shell: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const { EMBEDDINGS: ofService = 'none' } = service;
  const { EMBEDDINGS: ofShell } = shell;
  if (ofShell !== undefined && ofShell !== '' && ofShell !== ofService)
    throw new OperatorError(
      `The services run with EMBEDDINGS=${ofService}, and would not read an index of ${ofShell}. Stop them and start them with EMBEDDINGS=${ofShell} (npm start, or Terraform's variable embeddings), then run this again.`,
    );
  const settings = [...Object.keys(openAiSettings.shape), ...Object.keys(embeddingSettings.shape)];
  const others = Object.fromEntries(
    Object.entries(shell).filter(([name]) => !settings.includes(name) || KEYS.includes(name)),
  );
  return { ...others, ...service };
}
