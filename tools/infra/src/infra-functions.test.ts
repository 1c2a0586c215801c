import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { infraFunctions, packFunction, zipOf } from './infra-functions.ts';

it.each(infraFunctions)(
  'the zip of %s holds it as it is (npm run infra:pack makes the zips)',
  async (source) => {
    expect(Buffer.from(await packFunction(source)).equals(await readFile(zipOf(source)))).toBe(true);
  },
);
