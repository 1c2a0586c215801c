import {
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import type { Deployment } from '../cloud/deployment.ts';
import { releaseRecord, type ReleaseRecords } from './release-record.ts';

/** Records in the SSM parameters `/<project>/<environment>/releases/<service>`. */
export function createParameterRecords(
  ssm: SSMClient,
  { project, environment }: Pick<Deployment, 'project' | 'environment'>,
): ReleaseRecords {
  const nameOf = (service: string): string => `/${project}/${environment}/releases/${service}`;
  return {
    async read(service) {
      try {
        const { Parameter } = await ssm.send(new GetParameterCommand({ Name: nameOf(service) }));
        return releaseRecord.parse(JSON.parse(Parameter?.Value ?? 'null'));
      } catch (error) {
        if (error instanceof ParameterNotFound) return undefined;
        throw error;
      }
    },
    async write(service, record) {
      await ssm.send(
        new PutParameterCommand({
          Name: nameOf(service),
          Description: `Release of ${service} that serves`,
          Type: 'String',
          Value: JSON.stringify(record),
          Overwrite: true,
        }),
      );
    },
  };
}
