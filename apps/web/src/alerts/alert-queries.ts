import type { Alert } from '@marketscope/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useServices } from '../app/services-context.ts';

export const alertsKey = ['alerts'] as const;

/** The person's alerts, newest first. */
export function useAlerts() {
  const { alerts } = useServices();
  return useQuery({ queryKey: alertsKey, queryFn: ({ signal }) => alerts.list(signal) });
}

export function useCreateAlert() {
  const { alerts } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: alerts.create,
    onSuccess: () => queries.invalidateQueries({ queryKey: alertsKey }),
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
