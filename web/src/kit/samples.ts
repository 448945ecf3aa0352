import type { Problem, Status } from '../api/types';
import type { Say } from '../words/words';

export interface Sample { name: string; n: number }

/** What the kit's page shows its parts with. */
export function samples(t: Say): { words: string; rows: Sample[]; problem: Problem; working: Status } {
  return {
    words: t('kit.about'),
    rows: [{ name: t('nav.customers'), n: 12 }, { name: t('nav.segments'), n: 8 }, { name: t('nav.data'), n: 5 }],
    problem: {
      type: 'about:blank', title: 'UNKNOWN_TAG', status: 400, code: 'UNKNOWN_TAG', where: 'where',
      detail: { en: 'There is no tag (spent).', zh: '没有标签（spent）。' }, hint: { en: 'Maybe you meant (spend).', zh: '也许是（spend）。' },
    },
    working: { state: 'working', done: 231_000, total: 541_909, ratePerSecond: 84_000, secondsLeft: 4 },
  };
}
