/**
 * Reads one of the greedy or slow files, named by the first argument and read for as many milliseconds as the second says, in a process of its own; writes as JSON what came of it, and
 * by how many mebibytes the process grew.
 */
import { greedyFiles, slowFiles } from '@marketscope/testing/documents';
import { extractDocument } from '../extract/extract-document.ts';

const [, , which = '', milliseconds] = process.argv;
const file = { ...greedyFiles, ...slowFiles }[which];
if (!file) throw new TypeError(`there is no ${which}`);
const bytes = await file.bytes();
const before = process.memoryUsage.rss();
const { failure, pages } = await extractDocument(
  { name: file.name, bytes },
  { limits: { milliseconds: Number(milliseconds) } },
).then(
  (document) => ({ failure: null, pages: document.pages.length }),
  (error: unknown) => ({ failure: error instanceof Error ? error.message : String(error), pages: 0 }),
);
const grown = Math.round(process.resourceUsage().maxRSS / 1024 - before / 1024 ** 2);
process.stdout.write(JSON.stringify({ failure, pages, grown }));
