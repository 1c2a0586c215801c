import { readiness, type Readiness } from '@marketscope/contracts';

/** Milliseconds that a server has to tell of its state. */
const ANSWER_MS = 2000;

/** State of the stack: what its servers tell of themselves and of what they depend on, and each function's. */
export async function stackReadiness(
  servers: readonly { name: string; url: string }[],
  functions: readonly { name: string; state(): { ok: boolean; detail?: string } }[],
): Promise<Readiness> {
  const told = await Promise.all(servers.map(readinessOf));
  const dependencies = Object.assign(
    {},
    ...told.map((each) => each.dependencies),
  ) as Readiness['dependencies'];
  for (const each of functions) dependencies[each.name] = each.state();
  return { ready: Object.values(dependencies).every(({ ok }) => ok), dependencies };
}

async function readinessOf({ name, url }: { name: string; url: string }): Promise<Readiness> {
  try {
    const response = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(ANSWER_MS) });
    const { ready, dependencies } = readiness.parse(await response.json());
    return { ready, dependencies: { ...dependencies, [name]: { ok: ready } } };
  } catch {
    return { ready: false, dependencies: { [name]: { ok: false, detail: 'does not answer yet' } } };
  }
}
