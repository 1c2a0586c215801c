import {
  BatchGetCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
  type GetCommandOutput,
  type QueryCommandOutput,
} from '@aws-sdk/lib-dynamodb';

/** What a client was asked for since it was last reset. */
export interface Reads {
  /** Items that DynamoDB read, whether it answered them or not: those are paid for. */
  items: number;
  queries: number;
  /** Alerts that were stored as armed. */
  armed: number;
}

/** Counts what is read through a client of the table of alerts; the client goes on as before. */
export function countReads(documents: DynamoDBDocumentClient): {
  counted: DynamoDBDocumentClient;
  reads: Reads;
} {
  const reads: Reads = { items: 0, queries: 0, armed: 0 };
  const send = documents.send.bind(documents) as (command: unknown) => Promise<unknown>;
  const counted = Object.assign(documents, {
    async send(command: unknown) {
      const output = await send(command);
      if (command instanceof QueryCommand) {
        reads.queries += 1;
        reads.items += (output as QueryCommandOutput).ScannedCount ?? 0;
      } else if (command instanceof GetCommand) {
        if ((output as GetCommandOutput).Item) reads.items += 1;
      } else if (command instanceof BatchGetCommand) {
        const found = Object.values((output as BatchGetCommandOutput).Responses ?? {});
        reads.items += found.flat().length;
      } else if (command instanceof PutCommand && command.input.Item?.['state'] === 'armed') reads.armed += 1;
      return output;
    },
  });
  return { counted, reads };
}
