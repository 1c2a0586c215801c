import { pipeline } from 'node:stream/promises';
import awsLambdaFastify from '@fastify/aws-lambda';
import { createLogger } from '@marketscope/runtime';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readConfig } from './config.ts';
import { createService } from './service.ts';

const options = {
  payloadAsStream: true,
  decorateRequest: false,
  // A query is read here as by a server: the same text is the same value.
  parseCommaSeparatedQueryParams: false,
} as const;

const app = await createService(readConfig(), createLogger('chat-api'));
const answer = awsLambdaFastify<APIGatewayProxyEventV2, typeof options>(app, options);
await app.ready();

/** Where CloudFront's edge function puts the caller's `Authorization`, which holds the signature of CloudFront itself. */
const VIEWER_AUTHORIZATION = 'x-viewer-authorization';

/** Answers requests of the function's URL, streaming each answer as it is written. */
export const handler = awslambda.streamifyResponse<APIGatewayProxyEventV2>(
  async (event, responseStream, context) => {
    const { [VIEWER_AUTHORIZATION]: authorization, ...others } = event.headers;
    const headers = authorization === undefined ? others : { ...others, authorization };
    const { meta, stream } = await answer({ ...event, headers }, context);
    await pipeline(stream, awslambda.HttpResponseStream.from(responseStream, { ...meta }));
  },
);
