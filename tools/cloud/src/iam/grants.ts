import { z } from 'zod';
import { statementsOf, type Role, type Roles } from './roles.ts';
import type { RoleCall } from './simulation.ts';

/** One thing that a role may do: an action on a kind of resource, or a policy of AWS's that is attached to it. */
export interface Grant {
  /** Name of the role. */
  role: string;
  action: string;
  /** ARNs of that kind as the statement writes them, which may be patterns. */
  patterns: string[];
}

/** Every grant of a role: each action of each statement that allows, on each kind of resource that the statement names. */
export function grantsOf(role: Role): Grant[] {
  const written = role.policies
    .flatMap(({ policy }) => statementsOf(policy))
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action = [], Resource = [] }) => {
      const kinds = Map.groupBy([Resource].flat(), kindOf).values();
      return [...kinds].flatMap((patterns) =>
        [Action].flat().map((action) => ({ role: role.name, action, patterns })),
      );
    });
  return [...written, ...role.managed.map((arn) => ({ role: role.name, action: '*', patterns: [arn] }))];
}

/** Kind of a resource by its ARN: service, type, and how deep within it, e.g. a function or a version of one. */
function kindOf(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':');
  const [type = ''] = rest[0]?.includes('/') ? rest[0].split('/') : rest;
  const depth = rest.length + (service === 's3' ? Number(arn.includes('/')) : 0);
  return `${service} ${rest.length > 1 || rest[0]?.includes('/') ? type : ''} ${depth}`;
}

/** Whether a call makes use of a grant. */
export function isUse({ action, patterns }: Grant, call: RoleCall): boolean {
  if (action.toLowerCase() !== call.action.toLowerCase()) return false;
  return patterns.some((pattern) => {
    const filled = pattern.replaceAll(
      /\$\{aws:PrincipalTag\/(\w+)\}/g,
      (whole, tag: string) => call.tags?.[tag] ?? whole,
    );
    const expression = filled
      .split(/([*?])/)
      .map((part) => (part === '*' ? '.*' : part === '?' ? '.' : escaped(part)));
    return new RegExp(`^${expression.join('')}$`, 's').test(call.resource);
  });
}

const escaped = (text: string): string => text.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');

/** What a grant is on, as a person writes it: `table/users`, or `several of function:*` where a statement lists them. */
export function resourceOf({ patterns }: Grant, names: Pick<Roles, 'account' | 'prefix'>): string {
  const [first = '', ...others] = patterns;
  if (others.length === 0) return shortResource(first, names);
  const [type, , ...deeper] = first.split(':').slice(5);
  return `several of ${[type?.split('/')[0], '*', ...deeper].join(':')}`;
}

/** A resource as a person writes it: without the account and the names' prefix, e.g. `table/users`. */
function shortResource(pattern: string, { account, prefix }: Pick<Roles, 'account' | 'prefix'>): string {
  return (
    pattern
      .replace(/^arn:aws:\w+:[^:]*:[^:]*:/, '')
      .replaceAll(`-${account}`, '')
      // The six characters that Secrets Manager adds to a name.
      .replace(/^(secret:.*)-\w{6}$/, '$1')
      .replaceAll(prefix, '')
      .replaceAll(`/${prefix.slice(0, -1).replace('-', '/')}/`, '/')
  );
}

const knownUnused = z.array(
  z.strictObject({
    roles: z.array(z.string()).min(1),
    actions: z.array(z.string()).min(1),
    /** As {@link resourceOf} writes them. */
    resources: z.array(z.string()).min(1),
    /** Why a run doesn't use it, and it is needed all the same. */
    reason: z.string().min(10),
    /** Whether a run uses it hangs on what happens at the same time; without this, a grant that is used has to leave the list. */
    byChance: z.literal(true).optional(),
  }),
);
/** Grants that a run of the end-to-end suite doesn't use, with reasons. */
export type KnownUnused = z.infer<typeof knownUnused>;

/** Reads the reviewed list. @throws ZodError when it is none */
export function parseKnownUnused(text: string): KnownUnused {
  return knownUnused.parse(JSON.parse(text));
}
