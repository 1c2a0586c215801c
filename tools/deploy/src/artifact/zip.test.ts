import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipFiles } from './zip.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const files = new Map([
  ['lambda.mjs', bytes('export const handler = async () => 1;\n')],
  ['chunks/a.mjs', bytes('export const a = 1;\n'.repeat(500))],
  ['node_modules/@scope/b/package.json', bytes('{}')],
]);

describe('a zip', () => {
  it('is the same bytes whatever order its files come in', () => {
    const reversed = new Map([...files].toReversed());
    expect(zipFiles(reversed)).toEqual(zipFiles(files));
  });

  it('is the same bytes in another time zone, in another process', () => {
    const script = `
      import { createHash } from 'node:crypto';
      import { zipFiles } from ${JSON.stringify(new URL('zip.ts', import.meta.url).href)};
      const files = new Map(JSON.parse(process.argv[1]).map(([name, text]) => [name, new TextEncoder().encode(text)]));
      console.log(createHash('sha256').update(zipFiles(files)).digest('hex'));`;
    const texts = JSON.stringify([...files].map(([name, data]) => [name, new TextDecoder().decode(data)]));
    const digestIn = (TZ: string): string =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script, texts], {
        encoding: 'utf8',
        env: { ...process.env, TZ },
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    const here = createHash('sha256').update(zipFiles(files)).digest('hex');
    expect([digestIn('Pacific/Auckland'), digestIn('America/Los_Angeles')]).toEqual([here, here]);
  });

  it('holds every file as it was, under its own name', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,3}\.mjs$/), fc.uint8Array()),
        (contents) => {
          const unzipped = unzipSync(zipFiles(new Map(Object.entries(contents))));
          expect(Object.keys(unzipped)).toEqual(Object.keys(contents).toSorted());
          for (const [name, data] of Object.entries(contents)) expect(unzipped[name]).toEqual(data);
        },
      ),
    );
  });

  it('lets every user read its files, as Lambda needs', () => {
    const zip = Buffer.from(zipFiles(files));
    const central = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    expect((zip.readUInt32LE(central + 38) >>> 16).toString(8)).toBe('100644');
  });
});
