import { pipeline } from 'node:stream/promises';
import awsLambdaFastify from '@fastify/aws-lambda';
import { createBackgroundWork, createLogger } from '@marketscope/runtime';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readConfig } from './config.ts';
import { createService } from './service.ts';

const options = {
  payloadAsStream: true,
  decorateRequest: false,
  // A query is read here as by a server: the same text is the same value.
  parseCommaSeparatedQueryParams: false,
} as const;

const logger = createLogger('chat-api');
const background = createBackgroundWork({
  onFailure: (error) => logger.error({ err: error }, 'work behind an answer failed'),
});
const app = await createService(readConfig(), { logger, background });
const answer = awsLambdaFastify<APIGatewayProxyEventV2, typeof options>(app, options);
await app.ready();

/** Where CloudFront's edge function puts the caller's `Authorization`, which holds the signature of CloudFront itself. */
const VIEWER_AUTHORIZATION = 'x-viewer-authorization';
/** Where it puts the caller's address. */
const VIEWER_ADDRESS = 'x-viewer-address';

/**
 * Answers requests of the function's URL, streaming each answer as it is written. The caller has the whole of it when its
 * stream ends; the function goes on until what was begun behind the answer is done, as Lambda would freeze it.
 */
export const handler = awslambda.streamifyResponse<APIGatewayProxyEventV2>(
  async (event, responseStream, context) => {
    const { meta, stream } = await answer({ ...event, headers: headersOfCaller(event.headers) }, context);
    try {
      await pipeline(stream, awslambda.HttpResponseStream.from(responseStream, { ...meta }));
    } finally {
      await background.idle();
    }
  },
);

/**
 * The headers as the caller sent them. What a function URL hands on as `X-Forwarded-For` is not believed: it keeps the
 * first address alone, which is the caller's own claim where the caller sent that header.
 */
function headersOfCaller(received: APIGatewayProxyEventV2['headers']): APIGatewayProxyEventV2['headers'] {
  const { [VIEWER_AUTHORIZATION]: authorization, [VIEWER_ADDRESS]: address, ...headers } = received;
  delete headers['x-forwarded-for'];
  if (authorization !== undefined) headers['authorization'] = authorization;
  if (address !== undefined) headers['x-forwarded-for'] = address;
  return headers;
}
