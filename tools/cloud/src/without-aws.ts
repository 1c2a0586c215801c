/** An environment without the person's own accounts, profiles and endpoints, which must have no part in a run. */
export function withoutAws(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, name.startsWith('AWS_') ? undefined : value]),
  );
}
