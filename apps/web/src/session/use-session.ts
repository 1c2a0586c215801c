import type { User } from '@marketscope/contracts';
import { useSyncExternalStore } from 'react';
import { useServices } from '../app/services-context.ts';
import type { SessionState } from './session.ts';

/** The session's state, followed. */
export function useSessionState(): SessionState {
  const { session } = useServices();
  return useSyncExternalStore(session.subscribe, session.state);
}

/** The signed-in person, or undefined. */
export function useUser(): User | undefined {
  const state = useSessionState();
  return state.status === 'signed-in' ? state.user : undefined;
}
