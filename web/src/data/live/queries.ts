import { useEffect, useState } from 'react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { fetchJson, workspaceUrl } from '../../api/client';
import type { Arrival, Live, TriggerList } from '../../api/types';
import { useWorkspace } from '../../app/workspace';
import { joined } from './joined';

/** How collecting goes, asked anew every few seconds. */
export function useLive(): UseQueryResult<Live> {
  const { id } = useWorkspace();
  return useQuery({
    queryKey: [id, 'live'],
    queryFn: ({ signal }) => fetchJson<Live>(workspaceUrl(id, '/live'), { signal }),
    refetchInterval: 3000,
    staleTime: 0,
  });
}

export function useTriggers(): UseQueryResult<TriggerList> {
  const { id } = useWorkspace();
  return useQuery({
    queryKey: [id, 'triggers'],
    queryFn: ({ signal }) => fetchJson<TriggerList>(workspaceUrl(id, '/live/triggers'), { signal }),
    refetchInterval: 5000,
    staleTime: 0,
  });
}

/** The last messages, the newest first, as they arrive; stands still while it is paused. */
export function useArrivals(collecting: boolean, paused: boolean): readonly Arrival[] {
  const { id } = useWorkspace();
  const [arrivals, setArrivals] = useState<readonly Arrival[]>([]);
  useEffect(() => {
    if (!collecting || paused) return undefined;
    let waiting: Arrival[] = [];
    const stream = new EventSource(workspaceUrl(id, '/live/stream'));
    stream.onmessage = (message: MessageEvent<string>) => waiting.push(JSON.parse(message.data) as Arrival);
    // many a second are drawn together
    const drawing = setInterval(() => {
      if (waiting.length === 0) return;
      const more = waiting;
      waiting = [];
      setArrivals((known) => joined(known, more));
    }, 250);
    return () => {
      clearInterval(drawing);
      stream.close();
    };
  }, [id, collecting, paused]);
  return arrivals;
}
