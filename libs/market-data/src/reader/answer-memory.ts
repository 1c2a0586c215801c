/** How long an answer is kept unless said otherwise, in milliseconds. */
const KEPT_MS = 1000;
/** Answers kept at the most unless said otherwise; the oldest go first. */
const MAX_KEPT = 5000;

/** Answers by key for a while. */
export interface AnswerMemory<Answer> {
  /** An answer for each key, in their order; `remembered` is one that was there before this question. */
  get(keys: readonly string[]): Promise<{ answer: Answer; remembered: boolean }[]>;
}

/**
 * Keeps each key's answer for a second, or as long as it is good for. Who asks for a key that is being loaded shares that load; the keys that are neither
 * kept nor being loaded are loaded in one call. A load that throws leaves nothing behind.
 * @param options.load answers for every key that it is given
 * @param options.keptMs how long an answer is kept, in milliseconds
 * @param options.now milliseconds of a clock that never goes back
 */
export function createAnswerMemory<Answer>(options: {
  load: (keys: readonly string[]) => Promise<Map<string, Answer>>;
  keptMs?: ((answer: Answer) => number) | undefined;
  maxKept?: number | undefined;
  now?: (() => number) | undefined;
}): AnswerMemory<Answer> {
  const { load, keptMs = () => KEPT_MS, maxKept = MAX_KEPT, now = () => performance.now() } = options;
  const kept = new Map<string, { answer: Answer; until: number }>();
  const loading = new Map<string, Promise<Answer>>();

  function known(key: string): Answer | undefined {
    const entry = kept.get(key);
    return entry && entry.until > now() ? entry.answer : undefined;
  }

  function start(keys: readonly string[]): void {
    const answers = load(keys);
    for (const key of keys) {
      const answer = answers.then((found) => keep(key, found.get(key))).finally(() => loading.delete(key));
      loading.set(key, answer);
    }
  }

  function keep(key: string, answer: Answer | undefined): Answer {
    if (answer === undefined) throw new TypeError(`no answer was loaded for ${key}`);
    kept.delete(key);
    kept.set(key, { answer, until: now() + keptMs(answer) });
    for (const oldest of kept.keys()) {
      if (kept.size <= maxKept) break;
      kept.delete(oldest);
    }
    return answer;
  }

  return {
    async get(keys) {
      const remembered = new Map(keys.map((key) => [key, known(key)]));
      const missing = [...remembered.keys()].filter(
        (key) => remembered.get(key) === undefined && !loading.has(key),
      );
      if (missing.length > 0) start(missing);
      return Promise.all(
        keys.map(async (key) => {
          const answer = remembered.get(key);
          if (answer !== undefined) return { answer, remembered: true };
          const loaded = await loading.get(key);
          if (loaded === undefined) throw new TypeError(`nothing loads ${key}`);
          return { answer: loaded, remembered: false };
        }),
      );
    },
  };
}
