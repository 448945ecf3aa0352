import { useMutation, useQueryClient } from '@tanstack/react-query';
import { postJson, workspaceUrl } from '../api/client';
import type { AffinityList, AffinityPage, AlikePage, CustomerPredictions, ModelList, ModelPage, ModelScores, NeedList, NeedPage, OutlookView, RecommendationList, RecommendationPage, Status } from '../api/types';
import { useScope } from '../app/url';
import { useAnswer, useWorkspace } from '../app/workspace';

/** While models are fitted and when that has ended, the answers are asked anew. */
export const useAge = () => {
  const { status } = useWorkspace();
  return { age: status.state === 'working' ? `${status.stage?.en ?? ''}` : status.state };
};

export const useModels = () => useAnswer<ModelList>('/models', useAge(), { keep: true });
export const useModel = (model: string, version: string | undefined) => useAnswer<ModelPage>(`/models/${encodeURIComponent(model)}`, { version, ...useAge() }, { keep: true });
export const useScores = (model: string, enabled: boolean) =>
  useAnswer<ModelScores>(`/models/${encodeURIComponent(model)}/scores`, { asOf: useScope().asOf, limit: 20, ...useAge() }, { enabled });
export const useSaid = (customer: string) => useAnswer<CustomerPredictions>(`/customers/${encodeURIComponent(customer)}/predictions`, { asOf: useScope().asOf });

export const useRecommendations = () => useAnswer<RecommendationPage>('/recommendations', { asOf: useScope().asOf });
export const useRecommended = (customer: string) => useAnswer<RecommendationList>(`/customers/${encodeURIComponent(customer)}/recommendations`, { asOf: useScope().asOf });

export const useOutlook = (customer: string) => useAnswer<OutlookView>(`/customers/${encodeURIComponent(customer)}/outlook`, { asOf: useScope().asOf });
export const useAffinities = (customer: string) => useAnswer<AffinityList>(`/customers/${encodeURIComponent(customer)}/affinities`, { asOf: useScope().asOf });
export const useNeeds = (customer: string) => useAnswer<NeedList>(`/customers/${encodeURIComponent(customer)}/needs`, { asOf: useScope().asOf });
export const useAffinityCards = () => useAnswer<AffinityPage>('/affinities', { asOf: useScope().asOf });
export const useNeedCard = () => useAnswer<NeedPage>('/needs', { asOf: useScope().asOf });
export const useAlike = (segment: string) => useAnswer<AlikePage>('/look-alikes', { asOf: useScope().asOf, segment, limit: 1000 });

/** Begins to fit models in the background; all where none are named. */
export function useFit() {
  const { id } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (models: readonly string[]) => postJson<Status>(workspaceUrl(id, '/models/fit'), { models }),
    onSettled: () => client.invalidateQueries({ queryKey: ['workspace', id] }),
  });
}
