import path from 'node:path';
import { terraform } from '@marketscope/infra';
import { z } from 'zod';
import { withoutAws } from '../without-aws.ts';

/** Terraform ended otherwise than it should; the message holds what it printed. */
export class TerraformError extends Error {
  readonly code = 'terraform';
  constructor(what: string, output: string) {
    super(`terraform ${what}:\n${output.trimEnd().split('\n').slice(-60).join('\n')}`);
    this.name = 'TerraformError';
  }
}

/** Lines that tell of what Terraform looks at. */
const progress = /^\S+: (Refreshing state|Reading|Read complete).*\n/gm;

/** The environment `local`, with its state in a folder of its own. */
export interface TerraformEnvironment {
  init(): Promise<void>;
  apply(): Promise<void>;
  /** Undefined when what is there is what the configuration says; else the plan that would make it so. */
  difference(): Promise<string | undefined>;
  /** The whole state as `terraform show -json` tells it. */
  show(): Promise<unknown>;
  destroy(): Promise<void>;
}

/**
 * @param options.folder of the configuration
 * @param options.scratch takes the state and the provider's links
 * @param options.endpoint where AWS is
 * @param options.variables of the configuration
 * @throws TerraformError from each of its methods
 */
export function terraformEnvironment(options: {
  folder: string;
  scratch: string;
  endpoint: string;
  variables: Record<string, string>;
}): TerraformEnvironment {
  const state = path.join(options.scratch, 'terraform.tfstate');
  const environment = {
    ...withoutAws(process.env),
    TF_DATA_DIR: path.join(options.scratch, 'data'),
    AWS_ENDPOINT_URL: options.endpoint,
    NO_PROXY: '127.0.0.1',
  };
  const run = async (expected: number[], ...args: string[]): Promise<{ code: number; output: string }> => {
    const ended = await terraform(options.folder, args, environment);
    if (!expected.includes(ended.code)) throw new TerraformError(args[0] ?? '', ended.output);
    return ended;
  };
  const variables = Object.entries(options.variables).map(([name, value]) => `-var=${name}=${value}`);
  return {
    async init() {
      await run([0], 'init', '-lockfile=readonly', `-backend-config=path=${state}`);
    },
    async apply() {
      await run([0], 'apply', '-auto-approve', '-parallelism=60', ...variables);
    },
    async difference() {
      const { code, output } = await run([0, 2], 'plan', '-detailed-exitcode', ...variables);
      return code === 0 ? undefined : output.replaceAll(progress, '').trim();
    },
    async show() {
      return JSON.parse((await run([0], 'show', '-json')).output);
    },
    async destroy() {
      await run([0], 'destroy', '-auto-approve', '-refresh=false', '-parallelism=60', ...variables);
    },
  };
}

const systemOutput = z.object({
  tables: z.record(z.string(), z.string()),
  queues: z.record(z.string(), z.string()),
  dead_letter_queues: z.record(z.string(), z.string()),
  topics: z.record(z.string(), z.string()),
  buckets: z.record(z.string(), z.string()),
  secrets: z.record(z.string(), z.string()),
  functions: z.record(z.string(), z.string()),
  role_arns: z.record(z.string(), z.string()),
  upload_role_arn: z.string(),
  service_environment: z.record(z.string(), z.record(z.string(), z.string())),
  roles_of_people: z.record(z.string(), z.string().nullable()),
});
/** What Terraform tells of the system that it made. */
export type SystemOutput = z.infer<typeof systemOutput>;

/** Reads the output `system` from a state. @throws ZodError when it is not there */
export function systemOutputOf(state: unknown): SystemOutput {
  return z
    .object({ values: z.object({ outputs: z.object({ system: z.object({ value: systemOutput }) }) }) })
    .parse(state).values.outputs.system.value;
}
