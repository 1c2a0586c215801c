import { setTimeout as pause } from 'node:timers/promises';
import { startInstance, type Instance, type InstanceSettings } from './instance.ts';

/** A function as Lambda runs it: an instance answers one invocation at a time, and more are started as needed. */
export interface LocalFunction {
  readonly name: string;
  /**
   * Invokes the handler with a payload, which travels as JSON, and answers what it returned.
   * @throws FunctionError
   */
  invoke(payload: unknown): Promise<unknown>;
  /** Starts an instance ahead of the first invocation. @throws FunctionError when the bundle does not load */
  warm(): Promise<void>;
  /** Whether a bundle that loads is there to be invoked. */
  state(): { ok: boolean; detail?: string };
  /** Kills its processes in the middle of whatever they do; the next invocation starts another. */
  crash(): Promise<void>;
  /** Lets running invocations end for `graceMs`, then kills what is left. */
  stop(graceMs?: number): Promise<void>;
}

/** Makes a function of a bundle; nothing is started before it is warmed or invoked. */
export function createLocalFunction(name: string, settings: InstanceSettings): LocalFunction {
  const instances = new Set<Instance>();
  const idle: Instance[] = [];
  const running = new Set<Promise<unknown>>();
  let state: { ok: boolean; detail?: string } = { ok: false, detail: 'starting' };
  let stopped = false;

  const start = async (): Promise<Instance> => {
    const instance = startInstance(settings);
    instances.add(instance);
    try {
      await instance.ready;
      state = { ok: true };
      return instance;
    } catch (error) {
      instances.delete(instance);
      state = { ok: false, detail: error instanceof Error ? error.message : String(error) };
      throw error;
    }
  };
  const take = async (): Promise<Instance> => {
    for (let instance = idle.pop(); instance; instance = idle.pop()) {
      if (instance.alive) return instance;
      instances.delete(instance);
    }
    return start();
  };
  const run = async (payload: unknown): Promise<unknown> => {
    const instance = await take();
    try {
      return await instance.invoke(payload);
    } finally {
      if (instance.alive) idle.push(instance);
      else instances.delete(instance);
    }
  };

  return {
    name,
    async invoke(payload) {
      if (stopped) throw new TypeError(`${name} has been stopped`);
      const invocation = run(payload);
      running.add(invocation);
      try {
        return await invocation;
      } finally {
        running.delete(invocation);
      }
    },
    async warm() {
      idle.push(await start());
    },
    state: () => state,
    async crash() {
      await Promise.all([...instances].map((instance) => instance.kill()));
    },
    async stop(graceMs = 0) {
      stopped = true;
      const ended = Promise.allSettled(running);
      if (graceMs > 0 && running.size > 0) {
        const grace = new AbortController();
        await Promise.race([
          ended,
          pause(graceMs, undefined, { signal: grace.signal }).catch(() => undefined),
        ]);
        grace.abort();
      }
      await Promise.all([...instances].map((instance) => instance.kill()));
      await ended;
    },
  };
}
