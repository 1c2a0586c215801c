import type { Topology } from '@marketscope/contracts/topology';
import { administration, otherEnvironments, type Estate } from './forbidden.ts';
import type { PolicyDocument, Role, Roles } from './roles.ts';
import type { Judge } from './simulation.ts';
import { judgeForbidden, type Verdict } from './verdicts.ts';

/** A policy that somebody might attach by mistake. */
const anything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** Roles of people and of GitHub, which the boundary is not for. */
const people = new Set(['reader', 'developer', 'administrator', 'github-plan', 'github-deploy']);

/**
 * Every role that code runs as has the boundary, and whatever is attached to one later, it can do no administration and reach
 * no other environment.
 */
export async function judgeBoundary(
  { roles }: Roles,
  topology: Topology,
  estate: Estate,
  judge: Judge,
): Promise<Verdict[]> {
  const bounded = roles.filter(({ name }) => !people.has(name));
  const bare = bounded.filter(({ boundary }) => boundary === undefined);
  const verdicts: Verdict[] = [
    {
      of: 'boundary',
      rule: 'calls allowed',
      held: bounded.length - bare.length,
      broken: bare.map(({ name }) => `${name} has no permissions boundary`),
    },
  ];
  const [service] = bounded.filter(({ name, boundary }) => name in topology.services && boundary);
  if (service) {
    const careless: Role = {
      ...service,
      name: 'boundary',
      policies: [{ name: 'anything', policy: anything }],
      managed: [],
    };
    verdicts.push(
      await judgeForbidden(
        careless,
        [...administration(estate, service), ...otherEnvironments(estate)],
        judge,
      ),
    );
  }
  return verdicts;
}
