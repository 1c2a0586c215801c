import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const workspace = path.resolve(import.meta.dirname, '../../..');

const graphFile = z.object({
  graph: z.object({
    nodes: z.record(z.string(), z.object({ data: z.object({ root: z.string() }) })),
    dependencies: z.record(z.string(), z.array(z.object({ source: z.string(), target: z.string() }))),
  }),
});

it('shows apps importing only libraries', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'graph-'));
  try {
    const file = path.join(folder, 'graph.json');
    execFileSync('npx', ['nx', 'graph', `--file=${file}`], {
      cwd: workspace,
      stdio: 'ignore',
      env: { ...process.env, NX_DAEMON: 'false' },
    });
    const { graph } = graphFile.parse(JSON.parse(await readFile(file, 'utf8')));
    const rootOf = (project: string) => graph.nodes[project]?.data.root ?? project;
    const apps = Object.keys(graph.nodes).filter((project) => rootOf(project).startsWith('apps/'));
    expect(apps.length).toBeGreaterThan(0);
    const imports = apps.flatMap((app) => graph.dependencies[app] ?? []);
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter(({ target }) => !/^(libs\/|npm:)/.test(rootOf(target)))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
