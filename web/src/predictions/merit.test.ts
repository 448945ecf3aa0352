import { describe, expect, it } from 'vitest';
import { formatFor } from '../kit/format';
import { foretold, isBetter, merited, scored } from './merit';

const format = formatFor({ language: 'en', currency: 'GBP', zone: 'Europe/London' });

describe('figures of models', () => {
  it('are shares, amounts or days by what the model gives', () => {
    expect(scored('event', 0.431, format)).toBe('43.1%');
    expect(scored('value', 1234.4, format)).toBe('£1,234');
    expect(scored('orders', 0.456, format)).toBe('0.46');
    expect(merited('orders', 'mean_error', 0.94, format)).toBe('0.94');
    expect(merited('amount', 'mean_error', 632, format)).toBe('£632');
    expect(merited('event', 'auc', 0.7384, format)).toBe('0.738');
    expect(scored('share', 0.25, format)).toBe('25%');
    expect(scored('wait', 13, format)).toBe(format.duration(13 * 86_400));
    expect(scored(foretold('wait'), 0.5, format)).toBe('50%');
    expect(merited('wait', 'coverage_80', 0.81, format)).toBe('81%');
    expect(merited('level', 'mean_error', 0.031, format)).toBe('0.03');
  });
  it('know which way is better', () => {
    expect(isBetter('auc', 0.7, 0.6)).toBe(true);
    expect(isBetter('log_loss', 0.7, 0.6)).toBe(false);
    expect(isBetter('hit', 0.7, 0.6)).toBe(true);
  });
});
