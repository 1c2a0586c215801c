import { mkdtemp, open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLocalFunction, type LocalFunction } from './local-function.ts';

let folder: string;
let log: FileHandle;
let scripted: LocalFunction;

const logged = () => readFile(path.join(folder, 'log'), 'utf8');

function functionOf(bundle: string, timeoutSeconds = 5): LocalFunction {
  return createLocalFunction('worker', {
    bundle,
    functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:worker',
    timeoutSeconds,
    memoryMb: 128,
    environment: { AWS_LAMBDA_FUNCTION_NAME: 'worker', AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128' },
    output: log.fd,
  });
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'function-'));
  log = await open(path.join(folder, 'log'), 'a');
  scripted = functionOf(path.join(import.meta.dirname, '../testing/scripted-function.mjs'));
});

afterEach(async () => {
  await scripted.stop();
  await log.close();
  await rm(folder, { recursive: true });
});

it('answers with what the handler returned, from one instance after another invocation', async () => {
  const first = await scripted.invoke({ do: 'echo', say: 'hello' });
  expect(first).toMatchObject({ said: 'hello', invocations: 1 });
  expect(await scripted.invoke({ do: 'echo', say: 'again' })).toEqual({
    ...(first as object),
    said: 'again',
    invocations: 2,
  });
  expect(await scripted.invoke({ do: 'return-nothing' })).toBeUndefined();
});

it('gives the handler its context', async () => {
  expect(await scripted.invoke({ do: 'tell-context' })).toEqual({
    functionName: 'worker',
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    remainingMs: expect.closeTo(5000, -3),
    memory: '128',
  });
});

it('runs invocations at once in an instance each', async () => {
  const file = path.join(folder, 'go');
  const both = [scripted.invoke({ do: 'wait-for', file }), scripted.invoke({ do: 'wait-for', file })];
  const third = (await scripted.invoke({ do: 'echo' })) as { pid: number };
  await writeFile(file, '');
  const pids = (await Promise.all(both)).map((answer) => (answer as { pid: number }).pid);
  expect(new Set([...pids, third.pid]).size).toBe(3);
});

it('fails with the handler’s error, logs it, and keeps the instance', async () => {
  const { pid } = (await scripted.invoke({ do: 'echo' })) as { pid: number };
  await expect(scripted.invoke({ do: 'throw' })).rejects.toMatchObject({
    errorType: 'RangeError',
    message: 'as told',
  });
  expect(await logged()).toContain('RangeError: as told');
  expect(await scripted.invoke({ do: 'echo' })).toMatchObject({ pid });
});

it('fails the invocation whose process ends, and replaces it on the next', async () => {
  await expect(scripted.invoke({ do: 'exit' })).rejects.toMatchObject({
    errorType: 'Runtime.ExitError',
    message: 'the process ended with exit status 3',
  });
  expect(await scripted.invoke({ do: 'echo' })).toMatchObject({ invocations: 1 });
});

it('replaces an instance that was killed while it waited', async () => {
  const { pid } = (await scripted.invoke({ do: 'echo' })) as { pid: number };
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => isRunning(pid)).toBe(false);
  const next = (await scripted.invoke({ do: 'echo' })) as { pid: number; invocations: number };
  expect(next.invocations).toBe(1);
  expect(next.pid).not.toBe(pid);
});

it.each(['hang', 'spin'])('kills an instance that %ss past its time-out', async (what) => {
  const hasty = functionOf(path.join(import.meta.dirname, '../testing/scripted-function.mjs'), 1);
  const { pid } = (await hasty.invoke({ do: 'echo' })) as { pid: number };
  await expect(hasty.invoke({ do: what })).rejects.toMatchObject({
    errorType: 'Sandbox.Timedout',
    message: 'Task timed out after 1.00 seconds',
  });
  expect(isRunning(pid)).toBe(false);
  await hasty.stop();
});

it('is not ready when its bundle does not load, and says so', async () => {
  const bundle = path.join(folder, 'broken.mjs');
  await writeFile(bundle, 'throw new Error("no table in the environment")');
  const broken = functionOf(bundle);
  expect(broken.state()).toEqual({ ok: false, detail: 'starting' });
  await expect(broken.warm()).rejects.toMatchObject({ errorType: 'Runtime.InitError' });
  expect(broken.state()).toEqual({ ok: false, detail: 'the process ended with exit status 1' });
  expect(await logged()).toContain('no table in the environment');
  await scripted.warm();
  expect(scripted.state()).toEqual({ ok: true });
});

it('leaves no process behind when it is stopped, whatever they do', async () => {
  const { pid } = (await scripted.invoke({ do: 'echo' })) as { pid: number };
  const spinning = scripted.invoke({ do: 'spin' });
  const refused = expect(spinning).rejects.toMatchObject({ errorType: 'Runtime.ExitError' });
  const starting = scripted.invoke({ do: 'echo' });
  const neverStarted = expect(starting).rejects.toMatchObject({ errorType: 'Runtime.InitError' });
  await scripted.stop();
  await Promise.all([refused, neverStarted]);
  expect(isRunning(pid)).toBe(false);
});

it('lets a running invocation end within the grace of a stop', async () => {
  const file = path.join(folder, 'go');
  await scripted.warm();
  const waiting = scripted.invoke({ do: 'wait-for', file });
  const stopped = scripted.stop(10_000);
  await writeFile(file, '');
  await expect(waiting).resolves.toHaveProperty('pid');
  await stopped;
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
