import { OperatorError } from '@marketscope/operator';

/**
 * Bytes that Lambda takes.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const ZIPPED_BYTES = 50 * 1024 * 1024;
const UNZIPPED_BYTES = 250 * 1024 * 1024;

/** What one artifact weighs, in bytes. */
export interface Weight {
  zipped: number;
  unzipped: number;
}

/**
 * Checks a service's zip, unpacked together with its layers, against Lambda's limits.
 * @param layers what each unpacks to, in bytes
 * @throws OperatorError saying what is too big, and by how much
 */
export function checkLambdaLimits(service: string, code: Weight, layers: ReadonlyMap<string, number>): void {
  if (code.zipped > ZIPPED_BYTES)
    throw new OperatorError(
      `${service}.zip is ${megabytes(code.zipped)}, over Lambda's ${megabytes(ZIPPED_BYTES)}: move its native packages to a layer (infra/topology.json, layers)`,
    );
  const parts = [
    [`the service`, code.unzipped] as const,
    ...[...layers].map(([name, bytes]) => [`layer ${name}`, bytes] as const),
  ];
  const total = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
  if (total > UNZIPPED_BYTES)
    throw new OperatorError(
      `${service} unpacks to ${megabytes(total)}, over Lambda's ${megabytes(UNZIPPED_BYTES)}: ${parts
        .map(([name, bytes]) => `${name} ${megabytes(bytes)}`)
        .join(', ')}. Take out what it does not load`,
    );
}

/**
 * Checks what a layer unpacks to by itself: too big for Lambda, it is too big for any service.
 * @throws OperatorError saying by how much
 */
export function checkLayerLimit(layer: string, unzipped: number): void {
  if (unzipped > UNZIPPED_BYTES)
    throw new OperatorError(
      `layer ${layer} unpacks to ${megabytes(unzipped)}, over the ${megabytes(UNZIPPED_BYTES)} that Lambda gives a function with all its layers`,
    );
}

/** Bytes in words, e.g. `12.3 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
