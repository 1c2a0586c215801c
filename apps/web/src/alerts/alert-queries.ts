import type { Alert, AlertPatch, AlertRequest } from '@marketscope/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useServices } from '../app/services-context.ts';

export const alertsKey = ['alerts'] as const;
/** Milliseconds without typing after which a preview is asked for. */
const typingPause = 400;

/** The person's alerts, newest first. */
export function useAlerts() {
  const { alerts } = useServices();
  return useQuery({ queryKey: alertsKey, queryFn: ({ signal }) => alerts.list(signal) });
}

/** How an alert would have fared over the last year; asked once typing rests, and not at all without a request. */
export function useAlertPreview(request: AlertRequest | undefined) {
  const { alerts, pause } = useServices();
  // Neither tells of what it would have fired.
  const asked = request && { ...request, note: null, expiresAt: null };
  return useQuery({
    queryKey: ['alert-preview', asked],
    queryFn: async ({ signal }) => {
      if (asked === undefined) throw new Error('A preview without a request is disabled');
      // The next letter typed ends this by the signal.
      await pause(typingPause, signal);
      return alerts.preview(asked, signal);
    },
    enabled: asked !== undefined,
    staleTime: 60_000,
    retry: false,
  });
}

export function useCreateAlert() {
  const { alerts } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: alerts.create,
    onSuccess: () => queries.invalidateQueries({ queryKey: alertsKey }),
  });
}

/** Changes an alert; the list shows what the server made of it. */
export function useChangeAlert(id: string) {
  const { alerts } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (patch: AlertPatch) => alerts.change(id, patch),
    onSuccess: (changed) =>
      queries.setQueryData<Alert[]>(alertsKey, (known) =>
        known?.map((alert) => (alert.id === id ? changed : alert)),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: alertsKey }),
  });
}

/** Deletes an alert; it goes at once, and comes back should that fail. */
export function useDeleteAlert() {
  const { alerts } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: alerts.delete,
    onMutate: (id) =>
      queries.setQueryData<Alert[]>(alertsKey, (known) => known?.filter((alert) => alert.id !== id)),
    onSettled: () => queries.invalidateQueries({ queryKey: alertsKey }),
  });
}
