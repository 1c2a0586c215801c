import type { Topology } from '@marketscope/contracts/topology';
import { createCloudClients, type CloudClients } from '../cloud/clients.ts';
import { readDeployment, type Deployment } from '../cloud/deployment.ts';
import { environmentOf } from '../cloud/environment.ts';
import { createArtifactStore } from '../release/artifact-store.ts';
import { createLambdaFunctions } from '../release/lambda-functions.ts';
import { createBucketFiles, type PageFiles } from '../release/page-files.ts';
import { createParameterRecords } from '../release/parameter-records.ts';
import type { ReleasePorts } from '../release/service-release.ts';
import { readTopology } from '../workspace.ts';

/** An environment that a command works on, and what it does so with. */
export interface Operations {
  topology: Topology;
  clients: CloudClients;
  deployment: Deployment;
  releases: ReleasePorts;
  pageFiles: PageFiles;
}

/**
 * Finds an environment.
 * @throws OperatorError when there is none of that name, or nothing is deployed there
 */
export async function operationsOn(environment: string | undefined): Promise<Operations> {
  const name = environmentOf(environment);
  const topology = await readTopology();
  const clients = createCloudClients();
  const deployment = await readDeployment(clients.ssm, topology.project, name);
  return {
    topology,
    clients,
    deployment,
    releases: {
      artifacts: createArtifactStore(clients.s3, deployment.releasesBucket),
      functions: createLambdaFunctions(clients.lambda, deployment),
      records: createParameterRecords(clients.ssm, deployment),
      now: () => new Date(),
    },
    pageFiles: createBucketFiles(clients, deployment),
  };
}
