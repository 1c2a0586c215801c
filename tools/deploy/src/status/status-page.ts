import { textTable } from '../text-table.ts';
import { short } from '../release/service-release.ts';
import type { Status } from './status.ts';

/** A status as a person reads it at a terminal. */
export function statusPage({ environment, url, services, queues, alarms, raised }: Status): string {
  const todo = services.flatMap(({ service, todo: each }) => each.map((text) => `${service}: ${text}`));
  return [
    `${environment}  ${url}`,
    textTable(
      ['service', 'release', 'version', 'since', 'before it'],
      services.map(({ service, version, digest, record, canary }) => [
        service,
        record ? short(digest) : '–',
        canary ? `${version} (${canary.percent} % ${canary.version})` : version,
        record ? `${record.at.slice(0, 16).replace('T', ' ')} by ${record.how}` : '–',
        record?.previous ? short(record.previous.digest) : '–',
      ]),
    ),
    textTable(
      ['queue', 'holds', 'waiting', 'in flight'],
      queues.map(({ queue, holds, waiting, inFlight }) => [queue, holds, String(waiting), String(inFlight)]),
      { right: [2, 3] },
    ),
    raised.length === 0
      ? `All ${alarms} alarms are in order.`
      : textTable(
          ['alarm that is on', 'since', 'because'],
          raised.map(({ alarm, since, reason }) => [alarm, since, reason]),
        ),
    ...(todo.length > 0 ? [`To do:\n${todo.map((line) => `  ${line}`).join('\n')}`] : []),
  ].join('\n\n');
}
