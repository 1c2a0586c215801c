/**
 * `npm run chaos`: kills the notification worker at random moments, 100 times or as `KILLS` says, while it tells people
 * of 100 events or as `EVENTS` says, and counts what arrived.
 */
import { z } from 'zod';
import { brokenPromises, runWorkerChaos } from './worker-chaos.ts';

const number = z.coerce.number().int().min(0).default(100);
const { KILLS: kills, EVENTS: events } = z.object({ KILLS: number, EVENTS: number }).parse(process.env);

const started = Date.now();
const result = await runWorkerChaos({
  kills,
  events,
  onKill: (killed) => {
    if (killed % 10 === 0 || killed === kills) console.log(`killed ${killed} of ${kills}`);
  },
});
console.log(JSON.stringify(result, null, 2));
const broken = brokenPromises(result);
const seconds = Math.round((Date.now() - started) / 1000);
console.log(
  broken.length === 0
    ? `Nothing lost, and each event once in each inbox, in ${seconds} s. ` +
        `${result.email.repeated} e-mails left again, each under its own Message-ID and counted.`
    : `Broken: ${broken.join('; ')}.`,
);
process.exitCode = broken.length === 0 ? 0 : 1;
