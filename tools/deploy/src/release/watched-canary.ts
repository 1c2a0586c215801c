import { OperatorError } from '@marketscope/operator';
import type { Artifact } from '../artifact/artifact.ts';
import {
  deployService,
  promoteCanary,
  rollBackService,
  type Outcome,
  type ReleasePorts,
} from './service-release.ts';
import { watchAlarms, type AlarmReader } from './watch-alarms.ts';

/**
 * Begins a canary, watches the service's alarms, and then gives it all invocations; watches once more, and goes back as
 * soon as an alarm goes off.
 * @param options.alarms names of the alarms that judge the service
 * @param options.seconds how long each of the two is watched
 * @throws OperatorError when an alarm went off: the release before serves again
 */
export async function deployWatched(
  ports: ReleasePorts,
  service: string,
  artifact: Artifact | Pick<Artifact, 'digest'>,
  options: {
    layers: readonly string[];
    canaryPercent: number;
    alarms: readonly string[];
    seconds: number;
    read: AlarmReader;
    pause: (seconds: number) => Promise<void>;
    tell: (line: string) => void;
  },
): Promise<Outcome> {
  const { alarms: names, seconds, read, pause, tell } = options;
  const already = await read(names);
  for (const { name } of already) tell(`${name} is on already, and so does not judge this release`);
  const watch = async (): Promise<void> => {
    const raised = await watchAlarms({ names, already, seconds, read, pause });
    if (raised.length === 0) return;
    const alarms = raised.map(({ name, reason }) => `${name} went off: ${reason}`).join('\n');
    const { says } = await rollBackService(ports, service).catch((error: unknown) => {
      throw new OperatorError(`${alarms}\nNot rolled back: ${String(error)}`, { cause: error });
    });
    throw new OperatorError(`${alarms}\nRolled back. ${says}`);
  };

  const begun = await deployService(ports, service, artifact, options);
  tell(begun.says);
  if (!begun.changed) return begun;
  tell(`watching ${names.length} alarms for ${seconds} s`);
  await watch();
  if (!(await ports.functions.live(service)).canary) return begun;
  const promoted = await promoteCanary(ports, service);
  tell(promoted.says);
  tell(`watching ${names.length} alarms for ${seconds} s`);
  await watch();
  return { changed: true, says: `${service} stays: no alarm went off` };
}
