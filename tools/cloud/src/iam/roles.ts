import { z } from 'zod';
import { resourcesOf } from '../terraform/state-resources.ts';

const statement = z.looseObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string(), z.array(z.string())]).optional(),
  Resource: z.union([z.string(), z.array(z.string())]).optional(),
});
/** A policy as it is written, as far as it is looked into here. */
export const policyDocument = z.looseObject({
  Statement: z.union([statement, z.array(statement)]),
});
/** A policy as it is written. */
export type PolicyDocument = z.infer<typeof policyDocument>;

/** A role with all that says what it may do. */
export interface Role {
  /** Name without project and environment, e.g. `chat-api`. */
  name: string;
  arn: string;
  /** Who may take it. */
  trust: PolicyDocument;
  /** The most that it may ever do. */
  boundary: PolicyDocument | undefined;
  policies: { name: string; policy: PolicyDocument }[];
  /** ARNs of AWS's own policies that are attached to it. */
  managed: string[];
}

/** All roles of a state, and what they have to do with one another. */
export interface Roles {
  account: string;
  /** Beginning of the names of all that belongs to the environment. */
  prefix: string;
  roles: Role[];
}

const attributes = {
  policy: z.object({ arn: z.string(), policy: z.string() }),
  role: z.object({
    name: z.string(),
    arn: z.string(),
    assume_role_policy: z.string(),
    permissions_boundary: z.string().nullish(),
  }),
  rolePolicy: z.object({ name: z.string(), role: z.string(), policy: z.string() }),
  attachment: z.object({ role: z.string(), policy_arn: z.string() }),
};

/**
 * Reads the roles of a state with their policies, as they were rendered.
 * @throws ZodError when the state holds no roles, or a policy is none
 */
export function rolesOf(state: unknown): Roles {
  const resources = resourcesOf(state);
  const all = <Schema extends z.ZodType>(type: string, schema: Schema): z.output<Schema>[] =>
    resources.filter((resource) => resource.type === type).map(({ values }) => schema.parse(values));
  const written = (text: string): PolicyDocument => policyDocument.parse(JSON.parse(text));

  const own = new Map(
    all('aws_iam_policy', attributes.policy).map(({ arn, policy }) => [arn, written(policy)]),
  );
  const policies = all('aws_iam_role_policy', attributes.rolePolicy);
  const attachments = all('aws_iam_role_policy_attachment', attributes.attachment);
  const made = all('aws_iam_role', attributes.role);
  const names = z
    .array(z.string())
    .min(1)
    .parse(made.map(({ name }) => name));
  const prefix = commonPrefix(names);
  return {
    account: made[0]?.arn.split(':')[4] ?? '',
    prefix,
    roles: made.map(({ name, arn, assume_role_policy: trust, permissions_boundary: boundary }) => ({
      name: name.slice(prefix.length),
      arn,
      trust: written(trust),
      boundary: own.get(boundary ?? ''),
      policies: [
        ...policies
          .filter(({ role }) => role === name)
          .map((each) => ({ name: each.name, policy: written(each.policy) })),
        ...attachments
          .filter(({ role, policy_arn: policy }) => role === name && own.has(policy))
          .flatMap(({ policy_arn: policy }) => ({
            name: policy,
            policy: own.get(policy) ?? { Statement: [] },
          })),
      ],
      managed: attachments
        .filter(({ role, policy_arn: policy }) => role === name && !own.has(policy))
        .map(({ policy_arn: policy }) => policy),
    })),
  };
}

/** The statements of a policy, of which one may stand alone. */
export function statementsOf({ Statement }: PolicyDocument): z.infer<typeof statement>[] {
  return Array.isArray(Statement) ? Statement : [Statement];
}

/** What all names begin with, to the last hyphen: `<project>-<environment>-`. */
function commonPrefix([first = '', ...others]: string[]): string {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, first.lastIndexOf('-', length - 1) + 1);
}
