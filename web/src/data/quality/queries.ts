import type { QualityList } from '../../api/types';
import { useAnswer } from '../../app/workspace';

export const useQuality = () => useAnswer<QualityList>('/quality');
