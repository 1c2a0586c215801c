import { alarmChangeId, isAlarm, queues } from '@marketscope/contracts';
import type { WatchlistStore } from '@marketscope/domain';
import { createBatchHandler, createQueueDispatch, type BatchHandler } from '@marketscope/messaging';
import type { Logger } from '@marketscope/runtime';
import { addressEvent, type AddressPorts } from './audience/address-event.ts';
import { deliverPage, type DeliveryPorts } from './delivery/deliver-page.ts';
import { addStarterList } from './newcomers/starter-list.ts';
import { tellOperators, type OperatorPorts } from './operators/tell-operators.ts';

/** Events of a batch that are addressed at once. */
const EVENTS_AT_ONCE = 10;

export interface WorkerPorts extends AddressPorts, DeliveryPorts, OperatorPorts {
  watchlists: Pick<WatchlistStore, 'list' | 'add'>;
}

/**
 * Turns events into messages on each person's channels, in two stages: `notifications` finds who is concerned and
 * orders pages of `deliveries`, which are then made, once each. Of alarms, which concern no people but operators,
 * `notifications` tells itself.
 */
export function createNotificationWorker({
  logger,
  ...ports
}: WorkerPorts & { logger: Logger }): BatchHandler {
  return createQueueDispatch({
    notifications: createBatchHandler({
      schema: queues.notifications,
      async handle(event, context) {
        if (isAlarm(event)) {
          const told = await tellOperators(event, ports, context);
          context.logger.info(
            { alarm: alarmChangeId(event), state: event.NewStateValue, told },
            'alarm told',
          );
          return;
        }
        if (event.type === 'user.registered.v1') await addStarterList(event.data, event.time, ports);
        const people = await addressEvent(event, ports);
        context.logger.info(
          { type: event.type, correlationId: event.correlationid, people },
          'event addressed',
        );
      },
      logger,
      parallelism: EVENTS_AT_ONCE,
    }),
    deliveries: createBatchHandler({
      schema: queues.deliveries,
      async handle(page, context) {
        await deliverPage(page, ports, context);
        context.logger.info(
          { type: page.event.type, correlationId: page.event.correlationid, people: page.recipients.length },
          'page delivered',
        );
      },
      logger,
    }),
  });
}
