/** Limits of one call of AWS, in milliseconds. */
export interface CallLimits {
  connectionTimeout: number;
  /** For the whole of request and answer. */
  requestTimeout?: number;
  /** For a pause between two of their bytes. */
  socketTimeout?: number;
  /** Has the SDK give the call up at the request's time-out; without it, it only warns. */
  throwOnRequestTimeout?: boolean;
}

/**
 * How long a call of AWS may take before it is given up and tried again, in milliseconds; the SDK's own default is forever. A
 * connection within a region is made in some 10 ms and an answer comes within 100, so these are a call that is lost; and three
 * tries of it still fit into the 30 s of the shortest function.
 */
export const timeouts: CallLimits = {
  connectionTimeout: 1000,
  requestTimeout: 5000,
  throwOnRequestTimeout: true,
};

/** The same for objects, whose bytes take their time: a pause between two of them is what is limited. */
export const objectTimeouts: CallLimits = {
  connectionTimeout: 1000,
  socketTimeout: 10_000,
};
