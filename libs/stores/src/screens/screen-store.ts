import {
  GetCommand,
  paginateQuery,
  PutCommand,
  QueryCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { screen, screenRow, type Screen, type ScreenRow } from '@marketscope/contracts';
import type { Market, ScreenStore } from '@marketscope/domain';
import { wasMet } from '../conditional-write.ts';

/**
 * Screens in the table `screens`: `date`, `symbol`, and by the index `by-symbol` the other way round.
 *
 * Beside the rows stands one item for each complete screen, under a date that no day has, sorted by its day: the latest one and
 * the one before are then found without going through the rows. The index holds it under its day, where no symbol is.
 */
export function createScreenStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): ScreenStore {
  return {
    async put(row) {
      return wasMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: row,
            ConditionExpression: 'attribute_not_exists(symbol) OR asOf <= :asOf',
            ExpressionAttributeValues: { ':asOf': row.asOf },
          }),
        ),
      );
    },

    async rows(date) {
      const found: ScreenRow[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName: table,
          KeyConditionExpression: '#date = :date',
          ExpressionAttributeNames: { '#date': 'date' },
          ExpressionAttributeValues: { ':date': date },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) for (const each of Items) found.push(screenRow.parse(each));
      return found;
    },

    async ofSymbol(symbol, { limit, before }) {
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'by-symbol',
          KeyConditionExpression: `symbol = :symbol${before === undefined ? '' : ' AND #date < :before'}`,
          ...(before !== undefined && { ExpressionAttributeNames: { '#date': 'date' } }),
          ExpressionAttributeValues: {
            ':symbol': symbol,
            ...(before !== undefined && { ':before': before }),
          },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return Items.map((each) => screenRow.parse(each));
    },

    async complete(market, { date, ...rest }) {
      await documents.send(
        new PutCommand({ TableName: table, Item: { ...rest, date: directoryOf(market), symbol: date } }),
      );
    },

    async screen(market, date) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { date: directoryOf(market), symbol: date } }),
      );
      return Item && screenOf(Item);
    },

    async latest(market, { before } = {}) {
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: `#date = :directory${before === undefined ? '' : ' AND symbol < :before'}`,
          ExpressionAttributeNames: { '#date': 'date' },
          ExpressionAttributeValues: {
            ':directory': directoryOf(market),
            ...(before !== undefined && { ':before': before }),
          },
          ScanIndexForward: false,
          Limit: 1,
        }),
      );
      return Items[0] && screenOf(Items[0]);
    },
  };
}

function directoryOf(market: Market): string {
  return `#screens#${market}`;
}

/** What an earlier version kept of the worst does not tell its source: it is not told then. */
const storedScreen = screen.extend({ worst: screen.shape.worst.catch(null) });

function screenOf({ symbol, ...rest }: Record<string, unknown>): Screen {
  return storedScreen.parse({ ...rest, date: symbol });
}
