import path from 'node:path';

/** Root of the repository. */
export const workspace = path.resolve(import.meta.dirname, '../../..');

/** What a run leaves for `npm run infra:iam` and for whoever asks what happened. */
export const records = {
  calls: path.join(workspace, 'dist/cloud/calls.jsonl'),
  state: path.join(workspace, 'dist/cloud/state.json'),
  /** State of the runner, and the services' logs. */
  stack: path.join(workspace, 'dist/cloud/stack'),
  managedPolicies: path.join(workspace, 'dist/cloud/managed-policies.json'),
};

export const resultsFolder = path.join(workspace, 'dist/test-results');
