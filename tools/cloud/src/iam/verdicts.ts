import type { Topology } from '@marketscope/contracts/topology';
import type { Permission } from '../recorder/permissions.ts';
import type { RecordedCall } from '../recorder/recorded-call.ts';
import { administration, notGranted, otherEnvironments, storedData, type Estate } from './forbidden.ts';
import { grantsOf, isUse, resourceOf, type Grant, type KnownUnused } from './grants.ts';
import type { Role, Roles } from './roles.ts';
import type { Judge, RoleCall } from './simulation.ts';

/** What came of holding a role, or what limits roles, against one rule. */
export interface Verdict {
  /** Name of the role, or of what limits roles. */
  of: string;
  rule: Rule;
  /** How many times the rule held. */
  held: number;
  /** Where it didn't, and what to do. */
  broken: string[];
}

export const rules = ['calls allowed', 'grants used', 'unused, with a reason', 'others denied'] as const;
export type Rule = (typeof rules)[number];

/** Calls that a role has no business making, at the least, that it is held against. */
const LEAST_FORBIDDEN = 10;

/** The different calls of a record, by the ARN of the role that made them. */
export function callsByRole(calls: readonly RecordedCall[]): Map<string, RoleCall[]> {
  const byRole = new Map<string, Map<string, RoleCall>>();
  for (const { session, permissions, context } of calls) {
    if (!session) continue;
    const [, account = '', name = ''] = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(session.arn) ?? [];
    const arn = `arn:aws:iam::${account}:role/${name}`;
    const known = byRole.get(arn) ?? new Map<string, RoleCall>();
    byRole.set(arn, known);
    for (const permission of permissions) {
      const call: RoleCall = { ...permission, tags: session.tags, sessionPolicy: session.policy, context };
      known.set(JSON.stringify(call), call);
    }
  }
  return new Map([...byRole].map(([arn, known]) => [arn, [...known.values()]]));
}

/** Every recorded call is allowed to the role that made it. */
export async function judgeCalls(role: Role, calls: readonly RoleCall[], judge: Judge): Promise<Verdict> {
  const broken: string[] = [];
  for (const call of calls)
    if (!(await judge.allows(role, call)))
      broken.push(
        `${call.action} on ${call.resource} was called, but is not allowed: grant it in infra/topology.json, or call it no more`,
      );
  return { of: role.name, rule: 'calls allowed', held: calls.length - broken.length, broken };
}

/** Every grant was used, or is on the list of those that needn't be; and the list holds nothing else. */
export function judgeGrants(
  { roles, ...names }: Roles,
  calls: ReadonlyMap<string, readonly RoleCall[]>,
  known: KnownUnused,
): Verdict[] {
  const listed = known.flatMap(({ roles: listedRoles, actions, resources, byChance = false }) =>
    listedRoles.flatMap((role) =>
      actions.flatMap((action) =>
        resources.map((resource) => ({ role, action, resource, byChance, met: false })),
      ),
    ),
  );
  const entryOf = (grant: Grant) =>
    listed.find(
      ({ role, action, resource }) =>
        role === grant.role && action === grant.action && resource === resourceOf(grant, names),
    );
  const verdicts = roles.flatMap((role): Verdict[] => {
    const used: Verdict = { of: role.name, rule: 'grants used', held: 0, broken: [] };
    const excused: Verdict = { of: role.name, rule: 'unused, with a reason', held: 0, broken: [] };
    for (const grant of grantsOf(role)) {
      const isUsed = (calls.get(role.arn) ?? []).some((call) => isUse(grant, call));
      const entry = entryOf(grant);
      const what = `${grant.action} on ${resourceOf(grant, names)}`;
      if (entry) entry.met = true;
      if (isUsed && entry && !entry.byChance)
        excused.broken.push(`${what} is used by now: take it from unused-grants.json`);
      else if (isUsed) used.held += 1;
      else if (entry) excused.held += 1;
      else
        used.broken.push(
          `${what} was never used: revoke it, use it in the suite, or give the reason in unused-grants.json`,
        );
    }
    return [used, excused];
  });
  for (const { role, action, resource } of listed.filter(({ met }) => !met)) {
    const broken = [
      `${action} on ${resource} is not granted to ${role} any more: take it from unused-grants.json`,
    ];
    verdicts.push({ of: role, rule: 'unused, with a reason', held: 0, broken });
  }
  return verdicts;
}

/** A role is denied everything that it has no business doing. */
export async function judgeForbidden(
  role: Role,
  forbidden: readonly RoleCall[],
  judge: Judge,
): Promise<Verdict> {
  const broken: string[] = [];
  for (const call of forbidden)
    if (await judge.allows(role, call))
      broken.push(
        `${call.action} on ${call.resource} is allowed${call.tags ? ` to a session with ${JSON.stringify(call.tags)}` : ''}`,
      );
  if (forbidden.length < LEAST_FORBIDDEN)
    broken.push(`${forbidden.length} calls are too few to hold a role against`);
  return { of: role.name, rule: 'others denied', held: forbidden.length - broken.length, broken };
}

/** Who uploads, and as whom. */
const person = { userId: 'u-grace' };

/** What is forbidden to each role, by what it is for; undefined for one that may do everything. */
export function forbiddenTo(role: Role, topology: Topology, estate: Estate): RoleCall[] | undefined {
  const everywhere = [...administration(estate, role), ...otherEnvironments(estate)];
  if (role.name in topology.services) {
    const beyond = notGranted(topology, role.name, estate);
    // Terraform itself grants the rotator a database's password, where there is a database.
    const isExcused = ({ resource }: Permission): boolean =>
      role.name === 'secret-rotator' && resource === estate.secrets['database-password'];
    return [...everywhere, ...beyond.filter((permission) => !isExcused(permission))];
  }
  if (role.name === 'upload') return [...everywhere, ...storedData(estate), ...uploadsBeyond(estate)];
  // It reads tables and redrives dead letters, but secrets and documents are people's own.
  if (role.name === 'developer')
    return [
      ...everywhere.filter(isOfAdministration),
      ...storedData(estate).filter(({ action }) => /^(secretsmanager|s3):/.test(action)),
    ];
  if (role.name === 'github-deploy')
    return [
      ...everywhere,
      ...storedData(estate).filter(({ resource }) => !/-(releases|web)-\d+\//.test(resource)),
    ];
  // It may do everything, so that what counts is who may take it.
  if (role.name === 'administrator') return undefined;
  return [...everywhere, ...storedData(estate)];
}

const isOfAdministration = ({ resource }: Permission): boolean => !resource.includes('other-prod');

/** Uploads that a session for one person may not make. */
function uploadsBeyond({ buckets }: Estate): RoleCall[] {
  const documents = buckets['knowledge-base'] ?? '';
  const put = (key: string, tags?: Record<string, string>): RoleCall => ({
    action: 's3:PutObject',
    resource: `${documents}/${key}`,
    ...(tags && { tags }),
  });
  return [
    put('users/u-other/note.md', person),
    put('users/u-grace-too/note.md', person),
    put('users/note.md', person),
    put('financial-reports/note.md', person),
    put('note.md', person),
    put('users/u-grace/note.md'),
    put('users//note.md'),
    put('users/u-other/note.md', { userId: '*' }),
    put('users/u-grace/note.md', { userId: '' }),
    ...['s3:GetObject', 's3:DeleteObject', 's3:PutObjectAcl', 's3:GetObjectVersion'].map((action) => ({
      action,
      resource: `${documents}/users/u-grace/note.md`,
      tags: person,
    })),
    { action: 's3:ListBucket', resource: documents, tags: person },
    { action: 's3:PutObject', resource: `${buckets['artifacts'] ?? ''}/users/u-grace/note.md`, tags: person },
  ];
}
