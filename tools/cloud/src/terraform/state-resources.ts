import { z } from 'zod';

/** A resource of a state, as `terraform show -json` tells of it. */
export interface StateResource {
  address: string;
  type: string;
  values: Record<string, unknown>;
}

interface StateModule {
  resources?: StateResource[] | undefined;
  child_modules?: StateModule[] | undefined;
}

const stateModule: z.ZodType<StateModule> = z.object({
  resources: z
    .array(z.object({ address: z.string(), type: z.string(), values: z.record(z.string(), z.unknown()) }))
    .optional(),
  child_modules: z.lazy(() => z.array(stateModule)).optional(),
});

/** Every resource of a state, those of its modules among them. @throws ZodError when it is no state */
export function resourcesOf(state: unknown): StateResource[] {
  const { values } = z.object({ values: z.object({ root_module: stateModule }) }).parse(state);
  const collect = ({ resources = [], child_modules = [] }: StateModule): StateResource[] => [
    ...resources,
    ...child_modules.flatMap(collect),
  ];
  return collect(values.root_module);
}
