// Lambda@Edge, before CloudFront signs a request for a function URL (origin access control, SigV4).
//
// The signature covers the body by its hash, which CloudFront doesn't compute: clients would have to send it. And it takes
// the header `Authorization`, in which clients send their access token: that goes on as `x-viewer-authorization`. The
// viewer's address goes on as `x-viewer-address`: of `X-Forwarded-For` function URLs keep what the viewer itself wrote.
import { createHash } from 'node:crypto';

const TOKEN_HEADER = 'x-viewer-authorization';
const HASH_HEADER = 'x-amz-content-sha256';
const ADDRESS_HEADER = 'x-viewer-address';

export const handler = async (event) => {
  const { request } = event.Records[0].cf;
  const { headers, body } = request;

  // CloudFront hands over 1 MB of a body at most, and the hash of a part would be a wrong signature.
  if (body?.inputTruncated) return tooLarge();

  // What the viewer claims here is not believed.
  delete headers[TOKEN_HEADER];
  delete headers[HASH_HEADER];
  const [authorization] = headers.authorization ?? [];
  if (authorization) headers[TOKEN_HEADER] = [{ key: TOKEN_HEADER, value: authorization.value }];
  headers[ADDRESS_HEADER] = [{ key: ADDRESS_HEADER, value: request.clientIp }];
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const bytes = Buffer.from(body?.data ?? '', body?.encoding === 'text' ? 'utf8' : 'base64');
    const hash = createHash('sha256').update(bytes).digest('hex');
    headers[HASH_HEADER] = [{ key: HASH_HEADER, value: hash }];
  }
  return request;
};

function tooLarge() {
  return {
    status: '413',
    statusDescription: 'Content Too Large',
    headers: { 'content-type': [{ key: 'content-type', value: 'application/problem+json' }] },
    body: JSON.stringify({
      type: 'about:blank',
      title: 'Content Too Large',
      status: 413,
      detail:
        'A request has 1 MB at most; documents are uploaded by the link that POST /api/documents answers.',
    }),
  };
}
