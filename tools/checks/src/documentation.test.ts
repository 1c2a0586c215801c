import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const workspace = path.resolve(import.meta.dirname, '../../..');
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: workspace,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(workspace, file)));
const pages = tracked.filter((file) => file.endsWith('.md'));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(await readFile(path.join(workspace, 'package.json'), 'utf8')));

/** Names a reader may type that npm knows without a script of ours. */
const npmCommands = new Set(['ci', 'install', 'test', 'start', 'run', 'audit']);

describe.each(pages)('%s', async (page) => {
  const text = await readFile(path.join(workspace, page), 'utf8');

  it('links only to what exists', () => {
    const broken = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(path.resolve(workspace, path.dirname(page), target)));
    expect(broken).toEqual([]);
  });

  it('names only paths of the project that exist', () => {
    const broken = [...text.matchAll(/`((?:apps|libs|tools|infra|docs|\.github|\.ci)\/[^`\s<>*…{]*)`/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(path.join(workspace, target)));
    expect(broken).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const broken = [...text.matchAll(/\bnpm (?:run )?([a-z][a-z0-9:-]*)/g)]
      .filter(([command, name = '']) =>
        command.startsWith('npm run ') ? !(name in scripts) : !npmCommands.has(name),
      )
      .filter(([command]) => text.includes(`\`${command}`) || text.includes(`\n${command}`))
      .map(([command]) => command);
    expect(broken).toEqual([]);
  });
});

describe('the map of folders in README.md', async () => {
  const readme = await readFile(path.join(workspace, 'README.md'), 'utf8');
  const map = /<!-- folders -->\s*```\w*\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  // A line is two blanks a level, then one folder, then what it is.
  const mapped: string[] = [];
  const parents: string[] = [];
  for (const line of map.split('\n')) {
    const [, indent = '', folder] = /^( *)([\w.-]+)\/(?:\s|$)/.exec(line) ?? [];
    if (folder === undefined) continue;
    parents.length = indent.length / 2;
    parents.push(folder);
    mapped.push(parents.join('/'));
  }
  const folders = new Set(tracked.map((file) => path.dirname(file)).filter((folder) => folder !== '.'));
  const existing = [...folders].flatMap((folder) =>
    folder.split('/').map((_, depth, parts) => parts.slice(0, depth + 1).join('/')),
  );

  it('names only folders that exist', () => {
    expect(mapped.length).toBeGreaterThan(0);
    expect(mapped.filter((folder) => !existing.includes(folder))).toEqual([]);
  });

  it('leaves out no top folder, app, library or tool', () => {
    const wanted = new Set(
      existing.filter((folder) => /^(?!\.)[^/]+$|^(apps|libs|tools)\/[^/]+$|^\.(ci|github)$/.test(folder)),
    );
    expect([...wanted].filter((folder) => !mapped.includes(folder))).toEqual([]);
  });
});

it('the project names no path of a machine', async () => {
  const found: string[] = [];
  for (const file of tracked) {
    if (/\.(png|ico|woff2)$|package-lock\.json$/.test(file)) continue;
    const text = await readFile(path.join(workspace, file), 'utf8');
    if (text.includes(`${path.dirname(workspace)}/`) || /\/(home|Users)\/[a-z]/.test(text)) found.push(file);
  }
  expect(found).toEqual([]);
});
