import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

export { MetricUnit };

/** A unit of CloudWatch. */
export type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];

/** Where measurements go. */
export interface MetricSink {
  /** Adds one measurement, with dimensions that hold for it alone. */
  record(name: string, unit: Unit, value: number, dimensions?: Record<string, string>): void;
}

/**
 * Metrics of a service as CloudWatch's embedded metric format on standard output, each measurement a line of its own:
 * nothing is lost when the process ends.
 */
export function createMetrics(
  service: string,
  namespace: 'MarketScope' | 'MarketScope/Business',
): MetricSink {
  const metrics = new Metrics({ namespace, serviceName: service });
  return {
    record(name, unit, value, dimensions = {}) {
      const single = metrics.singleMetric();
      single.addDimensions(dimensions);
      single.addMetric(name, unit, value);
    },
  };
}
