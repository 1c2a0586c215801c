import type { IncomingHttpHeaders } from 'node:http';
import type { ApiCall } from './permissions.ts';

/** A request as it came. */
export interface ReceivedRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A call, and the access key that it is signed with. */
export interface SignedCall extends ApiCall {
  accessKeyId: string;
}

/**
 * Reads which AWS call a request is, by the key and scope of its signature (version 4: the header's, or a presigned
 * address's) and its service's protocol. Undefined for a request without a signature.
 */
export function readCall(request: ReceivedRequest): SignedCall | undefined {
  const { pathname, searchParams } = new URL(request.url, 'http://emulator');
  const credential =
    /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1] ??
    searchParams.get('X-Amz-Credential');
  const [accessKeyId, , region, service] = credential?.split('/') ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service, ...operationOf(service, request, pathname, searchParams) };
}

function operationOf(
  service: string,
  { method, headers, body }: ReceivedRequest,
  pathname: string,
  query: URLSearchParams,
): Pick<ApiCall, 'operation' | 'input'> {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return { operation: target.split('.').at(-1) ?? target, input: json(body) };
  const [, rpcOperation] = /^\/service\/[^/]+\/operation\/([^/]+)$/.exec(pathname) ?? [];
  if (rpcOperation !== undefined) return { operation: rpcOperation, input: {} };
  if (service === 's3') return objectOperation(method, headers, pathname, query);
  if (service === 'lambda') return functionOperation(method, pathname, query);
  const form = new URLSearchParams(body.toString('utf8'));
  const { Action = query.get('Action') ?? `${method} ${pathname}`, ...input } = Object.fromEntries(form);
  return { operation: Action, input };
}

/** Of S3, what a service may come to use; all else is named by method and sub-resource. */
function objectOperation(
  method: string,
  headers: IncomingHttpHeaders,
  pathname: string,
  query: URLSearchParams,
): Pick<ApiCall, 'operation' | 'input'> {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(pathname) ?? [];
  const input = {
    ...(bucket !== '' && { Bucket: decodeURIComponent(bucket) }),
    ...(key !== '' && { Key: decodeURIComponent(key) }),
  };
  const has = (name: string): boolean => query.has(name);
  const subresource = [...query.keys()].find((name) => subresources.has(name));
  if (subresource !== undefined) return { operation: `${method} ?${subresource}`, input };
  if (key === '') {
    if (method === 'POST' && has('delete'))
      return { operation: 'DeleteObject', input: { ...input, Key: '*' } };
    const operation = {
      GET: 'ListObjectsV2',
      HEAD: 'HeadBucket',
      PUT: 'CreateBucket',
      DELETE: 'DeleteBucket',
    }[method];
    return { operation: operation ?? method, input };
  }
  if (has('uploadId') || has('uploads')) {
    const operation = {
      POST: has('uploads') ? 'CreateMultipartUpload' : 'CompleteMultipartUpload',
      PUT: 'UploadPart',
      DELETE: 'AbortMultipartUpload',
      GET: 'ListMultipartUploadParts',
    }[method];
    return { operation: operation ?? method, input };
  }
  const copied = headers['x-amz-copy-source'] !== undefined;
  const operation = {
    GET: 'GetObject',
    HEAD: 'HeadObject',
    PUT: copied ? 'CopyObject' : 'PutObject',
    DELETE: 'DeleteObject',
  }[method];
  return { operation: operation ?? method, input };
}

/** Sub-resources of S3 that are settings of a bucket or object, not its content. */
const subresources = new Set([
  'acl',
  'cors',
  'encryption',
  'lifecycle',
  'location',
  'logging',
  'notification',
  'object-lock',
  'ownershipControls',
  'policy',
  'publicAccessBlock',
  'replication',
  'requestPayment',
  'tagging',
  'accelerate',
  'versioning',
  'versions',
  'website',
]);

/** Of Lambda, what runs functions and moves releases: path of the function or layer by its pattern. */
const functionOperations: readonly (readonly [method: string, path: RegExp, operation: string])[] = [
  ['POST', /^\/invocations$/, 'Invoke'],
  ['GET', /^$/, 'GetFunction'],
  ['GET', /^\/configuration$/, 'GetFunctionConfiguration'],
  ['PUT', /^\/configuration$/, 'UpdateFunctionConfiguration'],
  ['PUT', /^\/code$/, 'UpdateFunctionCode'],
  ['POST', /^\/versions$/, 'PublishVersion'],
  ['GET', /^\/versions$/, 'ListVersionsByFunction'],
  ['GET', /^\/aliases$/, 'ListAliases'],
  ['GET', /^\/aliases\/[^/]+$/, 'GetAlias'],
  ['PUT', /^\/aliases\/[^/]+$/, 'UpdateAlias'],
];

function functionOperation(
  method: string,
  pathname: string,
  query: URLSearchParams,
): Pick<ApiCall, 'operation' | 'input'> {
  const [, name, rest] = /^\/2015-03-31\/functions\/([^/]+)(.*?)\/?$/.exec(pathname) ?? [];
  const [, layer, version] = /^\/2018-10-31\/layers\/([^/]+)\/versions(\/\d+)?$/.exec(pathname) ?? [];
  if (layer !== undefined) {
    const operation =
      version === undefined
        ? method === 'POST'
          ? 'PublishLayerVersion'
          : 'ListLayerVersions'
        : `${method}LayerVersion`;
    const input = { LayerName: `${decodeURIComponent(layer)}${version?.replace('/', ':') ?? ''}` };
    return { operation: operation === 'GETLayerVersion' ? 'GetLayerVersion' : operation, input };
  }
  const known = functionOperations.find((each) => each[0] === method && each[1].test(rest ?? '/'));
  if (name === undefined || !known) return { operation: `${method} ${pathname}`, input: {} };
  const qualifier = query.get('Qualifier');
  const whole = decodeURIComponent(name);
  return {
    operation: known[2],
    input: { FunctionName: qualifier === null ? whole : `${whole}:${qualifier}` },
  };
}

function json(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
