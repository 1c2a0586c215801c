import { GetPolicyCommand, GetPolicyVersionCommand, IAMClient } from '@aws-sdk/client-iam';
import { z } from 'zod';
import type { CloudAccess } from '../deployment/role-session.ts';
import { policyDocument, rolesOf, type PolicyDocument } from './roles.ts';

/** AWS's own policies that are attached to roles of a state, by their ARNs: a state names them without their text. */
export async function managedPoliciesOf(
  state: unknown,
  access: CloudAccess,
): Promise<Record<string, PolicyDocument>> {
  const iam = new IAMClient(access);
  const policies: Record<string, PolicyDocument> = {};
  try {
    for (const PolicyArn of new Set(rolesOf(state).roles.flatMap(({ managed }) => managed))) {
      const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
      const version = await iam.send(
        new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
      );
      const text = decodeURIComponent(version.PolicyVersion?.Document ?? '');
      policies[PolicyArn] = policyDocument.parse(JSON.parse(text));
    }
    return policies;
  } finally {
    iam.destroy();
  }
}

/** Reads what {@link managedPoliciesOf} answered, as JSON. */
export function parseManagedPolicies(text: string): Map<string, PolicyDocument> {
  return new Map(Object.entries(z.record(z.string(), policyDocument).parse(JSON.parse(text))));
}
