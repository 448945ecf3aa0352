import type { ModelRow } from '../api/types';
import type { Format } from '../kit/format';

export type Kind = ModelRow['kind'];
export type Merit = NonNullable<ModelRow['merit']>;

/** A score or a mean of labels as people read it: a share, an amount, a number of days. */
export function scored(kind: Kind, value: number, format: Format): string {
  switch (kind) {
    case 'event':
    case 'share':
    case 'alive': return format.share(value);
    case 'level':
    case 'trend':
    case 'dose':
    case 'count':
    case 'orders': return format.number(value, 2);
    case 'wait': return format.duration(value * 86_400);
    case 'amount':
    case 'upper':
    case 'value': return format.money(value, 0);
  }
}

/** As what the card of a kind of model compares what was said with what happened. */
export const foretold = (kind: Kind): Kind => (['wait', 'trend', 'dose', 'share'].includes(kind) ? 'event' : kind);

/** A figure of merit as people read it. */
export function merited(kind: Kind, merit: Merit, value: number, format: Format): string {
  switch (merit) {
    case 'mean_error':
    case 'pinball': return ['amount', 'upper', 'value'].includes(kind) ? format.money(value, 0) : format.number(value, 2);
    case 'ranked_error': return format.number(value, 2);
    case 'hit':
    case 'coverage_50':
    case 'coverage_80':
    case 'coverage_95':
    case 'coverage': return format.share(value);
    case 'lift_10':
    case 'total': return format.number(value, 2);
    default: return format.number(value, 3);
  }
}

/** Whether the first of two values of a figure is the better one. */
export const isBetter = (merit: Merit, one: number, other: number): boolean =>
  (['auc', 'average_precision', 'lift_10', 'rank', 'hit'].includes(merit) ? one > other : one < other);
