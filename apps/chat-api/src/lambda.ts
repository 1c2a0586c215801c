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

/** Answers requests of the function's URL, streaming each answer as it is written. */
export const handler = awslambda.streamifyResponse<APIGatewayProxyEventV2>(
  async (event, responseStream, context) => {
    const { meta, stream } = await answer(event, context);
    await pipeline(stream, awslambda.HttpResponseStream.from(responseStream, { ...meta }));
  },
);
