import { AssistantError } from './assistant-error.ts';
import { chooseModel, type ModelChoice, type ModelSettings } from './model-choice.ts';

/** The key of a model's server, which an operator may set, change or take away while answers are written. */
export interface ModelKey {
  /** The key as far as it is known; undefined when none is set. */
  get(): Promise<string | undefined>;
  /** Reads the key again, since the server refused the one that was known. */
  renew(): Promise<string | undefined>;
}

/** Which model answers now. */
export interface ModelSource {
  /** @throws AssistantError `model-unavailable` when it can't be told */
  choose(): Promise<ModelChoice>;
  /** What to go on with after the server refused a choice's key: undefined when there is no other key. */
  renew(refused: ModelChoice): Promise<ModelChoice | undefined>;
}

/** A source that always makes the same choice. */
export function fixedModel(choice: ModelChoice): ModelSource {
  return { choose: async () => choice, renew: async () => undefined };
}

/**
 * A source that chooses by the key that there is.
 * @param onChange told of the first choice, and of each that differs from the one before by kind or name
 */
export function createModelSource(
  settings: ModelSettings,
  key: ModelKey,
  onChange: (choice: { kind: ModelChoice['kind']; name: string }) => void = () => undefined,
): ModelSource {
  let known: string | undefined;
  const choiceWith = (apiKey: string | undefined): ModelChoice => {
    const choice = chooseModel({ ...settings, apiKey });
    const { kind, name } = choice;
    if (known !== `${kind} ${name}`) onChange({ kind, name });
    known = `${kind} ${name}`;
    return choice;
  };
  return {
    async choose() {
      try {
        return choiceWith(await key.get());
      } catch (error) {
        throw new AssistantError('model-unavailable', { cause: error });
      }
    },
    async renew(refused) {
      if (refused.kind === 'analyst') return undefined;
      const apiKey = await key.renew().catch((error: unknown) => {
        throw new AssistantError('model-unauthorised', { cause: error });
      });
      if (apiKey === undefined || apiKey === refused.apiKey) return undefined;
      return choiceWith(apiKey);
    },
  };
}
