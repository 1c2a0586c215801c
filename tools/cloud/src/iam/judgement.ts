import type { Topology } from '@marketscope/contracts/topology';
import type { RecordedCall } from '../recorder/recorded-call.ts';
import { estateOf } from './forbidden.ts';
import type { KnownUnused } from './grants.ts';
import { judgeBoundary } from './boundary.ts';
import { rolesOf, type PolicyDocument } from './roles.ts';
import { createJudge } from './simulation.ts';
import {
  callsByRole,
  forbiddenTo,
  judgeCalls,
  judgeForbidden,
  judgeGrants,
  type Verdict,
} from './verdicts.ts';

/**
 * Holds every role of a state against the calls that were made on it: each is allowed, each grant is used or excused, and
 * what is no business of a role's is denied to it.
 */
export async function judgeRoles({
  state,
  calls,
  topology,
  managed,
  known,
}: {
  state: unknown;
  calls: readonly RecordedCall[];
  topology: Topology;
  /** AWS's own policies by their ARNs. */
  managed: ReadonlyMap<string, PolicyDocument>;
  known: KnownUnused;
}): Promise<Verdict[]> {
  const roles = rolesOf(state);
  const judge = createJudge(roles, managed);
  const estate = estateOf(state, roles);
  const byRole = callsByRole(calls);
  const verdicts: Verdict[] = [];
  for (const arn of byRole.keys())
    if (!roles.roles.some((role) => role.arn === arn))
      verdicts.push({
        of: arn,
        rule: 'calls allowed',
        held: 0,
        broken: ['calls were made as a role that Terraform did not make'],
      });
  for (const role of roles.roles) {
    const made = byRole.get(role.arn) ?? [];
    verdicts.push(await judgeCalls(role, made, judge));
    if (role.name in topology.services && made.length === 0)
      verdicts.push({ of: role.name, rule: 'calls allowed', held: 0, broken: ['it made no call at all'] });
    const forbidden = forbiddenTo(role, topology, estate);
    if (forbidden !== undefined) verdicts.push(await judgeForbidden(role, forbidden, judge));
  }
  return [
    ...verdicts,
    ...judgeGrants(roles, byRole, known),
    ...(await judgeBoundary(roles, topology, estate, judge)),
  ];
}
