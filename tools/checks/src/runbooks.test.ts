import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const workspace = path.resolve(import.meta.dirname, '../../..');
const folder = path.join(workspace, 'docs/runbooks');
const modules = path.join(workspace, 'infra/modules');

/** Every metric alarm of the modules: the resource's text. */
const alarms: { where: string; text: string }[] = [];
for (const file of await readdir(modules, { recursive: true })) {
  if (!file.endsWith('.tf')) continue;
  const text = await readFile(path.join(modules, file), 'utf8');
  for (const [block = ''] of text.matchAll(
    /^resource "aws_cloudwatch_(?:metric|composite)_alarm"[\s\S]*?^\}/gm,
  ))
    alarms.push({ where: `${file}: ${block.split('\n', 1)[0] ?? ''}`, text: block });
}
const pageOf = (text: string): string | undefined =>
  /\$\{var\.runbook_base_url\}\/([a-z-]+\.md)"/.exec(text)?.[1];
const pages = (await readdir(folder)).filter((page) => page.endsWith('.md') && page !== 'README.md');

it('there are alarms', () => expect(alarms.length).toBeGreaterThan(5));

describe.each(alarms)('$where', ({ text }) => {
  it('links a runbook that exists, in its description', () => {
    const description = /alarm_description\s*=\s*(.*)$/m.exec(text)?.[1] ?? '';
    expect(pages).toContain(pageOf(description));
  });

  it('tells when it is over as well', () => {
    expect(text).toMatch(/\n\s*alarm_actions\s*=/);
    expect(text).toMatch(/\n\s*ok_actions\s*=/);
  });
});

describe.each(pages)('docs/runbooks/%s', async (page) => {
  const text = await readFile(path.join(folder, page), 'utf8');
  const linking = alarms.filter((alarm) => pageOf(alarm.text) === page);

  it('names the end of each alarm that links it', () => {
    const unnamed = linking
      .map((alarm) => /alarm_name\s*=\s*"[^"]*\}(-[a-z-]+)"/.exec(alarm.text)?.[1] ?? '')
      .filter((ending) => !text.includes(ending));
    expect(unnamed).toEqual([]);
  });

  it('says how to find the cause and what to do', () => {
    if (linking.length > 0) {
      expect(text).toContain('\n## Find the cause\n');
      expect(text).toContain('\n## Do\n');
    }
  });

  it('is listed in the README of the runbooks', async () => {
    expect(await readFile(path.join(folder, 'README.md'), 'utf8')).toContain(`(${page})`);
  });
});
