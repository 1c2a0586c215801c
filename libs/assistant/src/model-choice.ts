/** Which model answers. */
export type ModelChoice =
  | { kind: 'analyst'; name: string }
  | { kind: 'openai'; name: string; apiKey: string; baseUrl?: string | undefined };

/** Name of the analyst where a model's name is asked for. */
export const analystName = 'built-in analyst';
const DEFAULT_OPENAI_MODEL = 'gpt-5-mini';

/**
 * Chooses a model that speaks OpenAI's protocol when there is a key or an address of one, else the built-in analyst.
 * Servers of one's own often want no key, but the protocol carries one: then it is a placeholder.
 */
export function chooseModel(settings: {
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
  model?: string | undefined;
}): ModelChoice {
  const { apiKey, baseUrl, model = DEFAULT_OPENAI_MODEL } = settings;
  if (apiKey === undefined && baseUrl === undefined) return { kind: 'analyst', name: analystName };
  return { kind: 'openai', name: model, apiKey: apiKey ?? 'none', baseUrl };
}
