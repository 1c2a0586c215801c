import type { Readiness } from '@marketscope/contracts';
import type { Logger } from '@marketscope/runtime';

/** One thing that the service depends on. */
export interface Dependency {
  /** Whether the service can do nothing without it; else its state is only told. */
  required: boolean;
  /** Answers what is worth telling, if anything; throws when the thing is not there. */
  check(): Promise<string | undefined>;
}

/** Milliseconds that a dependency has to answer. */
const PATIENCE_MS = 2000;

/** Asks every dependency at the same time. Why one is not there is logged, and not told to everyone. */
export async function checkReadiness(
  dependencies: Record<string, Dependency>,
  logger: Logger,
): Promise<Readiness> {
  const states = await Promise.all(
    Object.entries(dependencies).map(async ([name, { required, check }]) => {
      try {
        const detail = await withinPatience(check());
        return { name, required, ok: true, ...(detail !== undefined && { detail }) };
      } catch (error) {
        logger.error({ err: error, dependency: name }, 'a dependency is not ready');
        return { name, required, ok: false, detail: 'does not answer' };
      }
    }),
  );
  return {
    ready: states.every(({ ok, required }) => ok || !required),
    dependencies: Object.fromEntries(states.map(({ name, required: _, ...state }) => [name, state])),
  };
}

async function withinPatience<Result>(result: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
