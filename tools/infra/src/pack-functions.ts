import { writeFile } from 'node:fs/promises';
import { infraFunctions, packFunction, zipOf } from './infra-functions.ts';

for (const source of infraFunctions) await writeFile(zipOf(source), await packFunction(source));
