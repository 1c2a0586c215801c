import type { MetricSink } from '@marketscope/runtime';

/** One recorded measurement. */
export interface Measurement {
  name: string;
  unit: string;
  value: number;
  dimensions: Record<string, string>;
}

/** A sink that keeps what it is given. */
export function createFakeMetricSink(): MetricSink & { readonly measurements: Measurement[] } {
  const measurements: Measurement[] = [];
  return {
    measurements,
    record(name, unit, value, dimensions = {}) {
      measurements.push({ name, unit, value, dimensions });
    },
  };
}
