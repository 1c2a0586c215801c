import type { LocalFunction } from '../functions/local-function.ts';

/** Of the invocations, how many are killed. */
const KILL_SHARE = 0.5;

/** Kills a function's processes with SIGKILL at random moments. */
export interface RandomKills {
  /** To be told of each invocation that begins. */
  onInvoke(invoked: LocalFunction): void;
  /** Kills that have been done. */
  done(): number;
}

/**
 * Plans kills for a share of the invocations, each within `withinMs` of its invocation's start, until there are enough.
 * @param onKill hears the number of kills so far
 */
export function randomKills({
  kills,
  withinMs,
  onKill = () => {},
}: {
  kills: number;
  withinMs: number;
  onKill?: ((killed: number) => void) | undefined;
}): RandomKills {
  let planned = 0;
  let killed = 0;
  return {
    onInvoke(invoked) {
      if (planned >= kills || Math.random() >= KILL_SHARE) return;
      planned += 1;
      setTimeout(() => {
        void invoked.crash().then(() => onKill(++killed));
      }, Math.random() * withinMs);
    },
    done: () => killed,
  };
}
