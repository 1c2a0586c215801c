/** A server that speaks Azure OpenAI's protocol, and what of it is to answer. */
export interface AzureDeployment {
  /** The resource's address, e.g. `https://<resource>.openai.azure.com`. */
  endpoint: string;
  /** Name of the deployment of a model. */
  deployment: string;
  /** A date, e.g. `2024-10-21`. */
  apiVersion: string;
}

/** Which model answers. */
export type ModelChoice =
  | { kind: 'analyst'; name: string }
  | { kind: 'openai'; name: string; apiKey: string; baseUrl?: string | undefined }
  | { kind: 'azure'; name: string; apiKey: string; azure: AzureDeployment };

/** What is set of a model; its key comes apart from it. */
export interface ModelSettings {
  /** Of any server that speaks OpenAI's protocol. */
  baseUrl?: string | undefined;
  model?: string | undefined;
  azure?: AzureDeployment | undefined;
}

/** Name of the analyst where a model's name is asked for. */
export const analystName = 'built-in analyst';
const DEFAULT_OPENAI_MODEL = 'gpt-5-mini';

/**
 * Chooses Azure's deployment when it is set and there is a key of it; else a model that speaks OpenAI's protocol when there
 * is a key or an address of one; else the built-in analyst. Servers of one's own often want no key, but the protocol
 * carries one: then it is a placeholder.
 */
export function chooseModel(settings: ModelSettings & { apiKey?: string | undefined }): ModelChoice {
  const { apiKey, baseUrl, azure, model = azure?.deployment ?? DEFAULT_OPENAI_MODEL } = settings;
  if (azure && apiKey !== undefined) return { kind: 'azure', name: model, apiKey, azure };
  if (azure || (apiKey === undefined && baseUrl === undefined)) return { kind: 'analyst', name: analystName };
  return { kind: 'openai', name: model, apiKey: apiKey ?? 'none', baseUrl };
}
