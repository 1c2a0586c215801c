/**
 * `npm run e2e:cloud`: applies `infra/environments/local` to a full AWS emulator, runs the services on what came of it, each
 * as its own role, and the end-to-end suite against them; then destroys it all. What it leaves in `dist/cloud` is what
 * `npm run infra:iam` judges.
 */
import { runInCloud } from './cloud-run.ts';
import { missingTool } from './missing-tool.ts';
import { createSteps, forgetResults } from './steps.ts';

const missing = await missingTool();
if (missing !== undefined) {
  console.error(process.env['CI'] ? missing : `Skipped: ${missing}.`);
  process.exit(process.env['CI'] ? 1 : 0);
}
await forgetResults('e2e-cloud', 'cloud');
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());
const steps = createSteps('cloud');
try {
  await runInCloud(steps, stopping.signal);
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}
if (!(await steps.finish())) process.exitCode = 1;
process.exit();
