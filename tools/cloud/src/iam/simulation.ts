import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { Permission } from '../recorder/permissions.ts';
import type { PolicyDocument, Role, Roles } from './roles.ts';

/** A call that a role is held against. */
export interface RoleCall extends Permission {
  /** Tags of the role's session. */
  tags?: Record<string, string> | undefined;
  /** Policy that narrows the session, as JSON. */
  sessionPolicy?: string | undefined;
  /** What else the request says of itself, by the names of IAM's condition keys. */
  context?: Record<string, string | string[]> | undefined;
}

/** Judges whether AWS would let a role make a call. */
export interface Judge {
  /** @throws TypeError when the call can't be judged: of an action that IAM does not know, for one */
  allows(role: Role, call: RoleCall): Promise<boolean>;
}

/** @param managed AWS's own policies, by their ARNs */
export function createJudge({ account, roles }: Roles, managed: ReadonlyMap<string, PolicyDocument>): Judge {
  return {
    async allows(role, { action, resource, tags = {}, sessionPolicy, context = {} }) {
      const attached = role.managed.map((arn) => {
        const policy = managed.get(arn);
        if (!policy) throw new TypeError(`${role.name} has the policy ${arn}, which was not recorded`);
        return { name: arn, policy };
      });
      // A role that is taken says itself by whom it may be.
      const taken = action.startsWith('sts:') ? roles.find(({ arn }) => arn === resource) : undefined;
      const result = await runSimulation(
        {
          request: {
            principal: `arn:aws:sts::${account}:assumed-role/${role.arn.split('/').at(-1)}/session`,
            action,
            resource: { resource, accountId: account },
            contextVariables: {
              'aws:SecureTransport': 'true',
              ...Object.fromEntries(
                Object.entries(tags).map(([name, value]) => [`aws:PrincipalTag/${name}`, value]),
              ),
              ...context,
            },
          },
          identityPolicies: [...role.policies, ...attached],
          serviceControlPolicies: [],
          resourceControlPolicies: [],
          ...(taken && { resourcePolicy: taken.trust }),
          ...(sessionPolicy !== undefined && { sessionPolicy: JSON.parse(sessionPolicy) as unknown }),
          ...(role.boundary && { permissionBoundaryPolicies: [{ name: 'boundary', policy: role.boundary }] }),
        },
        {},
      );
      if (result.resultType === 'error')
        throw new TypeError(`${action} on ${resource} can’t be judged: ${JSON.stringify(result.errors)}`);
      return result.overallResult === 'Allowed';
    },
  };
}
