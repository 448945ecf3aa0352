import { describe, expect, it } from 'vitest';
import { formatFor } from '../kit/format';
import { isBetter, merited, scored } from './merit';

const format = formatFor({ language: 'en', currency: 'GBP', zone: 'Europe/London' });

describe('figures of models', () => {
  it('are shares, amounts or days by what the model gives', () => {
    expect(scored('event', 0.431, format)).toBe('43.1%');
    expect(scored('value', 1234.4, format)).toBe('£1,234');
    expect(scored('orders', 0.456, format)).toBe('0.46');
    expect(merited('orders', 'mean_error', 0.94, format)).toBe('0.94');
    expect(merited('amount', 'mean_error', 632, format)).toBe('£632');
    expect(merited('event', 'auc', 0.7384, format)).toBe('0.738');
  });
  it('know which way is better', () => {
    expect(isBetter('auc', 0.7, 0.6)).toBe(true);
    expect(isBetter('log_loss', 0.7, 0.6)).toBe(false);
  });
});
