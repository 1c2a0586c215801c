import { useQuery } from '@tanstack/react-query';
import { useServices } from '../app/services-context.ts';

export const marketKey = ['market'] as const;

/** Which market this is, and its time; read anew each minute, so that a new trading day shows. */
export function useMarket() {
  const { market } = useServices();
  return useQuery({
    queryKey: marketKey,
    queryFn: ({ signal }) => market.market(signal),
    refetchInterval: 60_000,
  });
}
