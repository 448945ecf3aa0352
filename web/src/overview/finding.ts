import type { Movement } from '../api/types';
import type { Format } from '../kit/format';
import type { Say } from '../words/words';

interface Telling { t: Say; format: Format; name: (id: string | null | undefined) => string; title: string }

/** The largest real move, in words; staying and arriving are none. */
export function findingOf(data: Movement, { t, format, name, title }: Telling): string {
  const moves = data.flows.filter((f) => f.from != null && f.from !== f.to);
  const top = moves.reduce<(typeof moves)[number] | undefined>((best, f) => (!best || f.customers > best.customers ? f : best), undefined);
  return top ? t('move.finding', { title, n: format.number(top.customers), from: name(top.from), to: name(top.to) }) : t('move.still', { title });
}
