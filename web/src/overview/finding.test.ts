import { describe, expect, it } from 'vitest';
import { formatFor } from '../kit/format';
import { speaker } from '../words/words';
import { findingOf } from './finding';

const format = formatFor({ language: 'en', currency: 'GBP', zone: 'UTC' });
const telling = { t: speaker('en'), format, name: (id: string | null | undefined) => id ?? 'nobody', title: 'Lifecycle' };
const data = (flows: { from?: string; to: string; customers: number }[]) => ({ tag: 'lifecycle', from: '', to: '', values: [], flows });

describe('the finding of a movement', () => {
  it('is the largest move between two different values', () => {
    const text = findingOf(data([
      { from: 'active', to: 'active', customers: 900 }, { to: 'new', customers: 800 },
      { from: 'active', to: 'dormant', customers: 1200 }, { from: 'dormant', to: 'lost', customers: 300 },
    ]), telling);
    expect(text).toContain('1,200');
    expect(text).toContain('active');
    expect(text).toContain('dormant');
  });

  it('says so where nobody moved', () => {
    expect(findingOf(data([{ from: 'active', to: 'active', customers: 9 }]), telling)).toBe(speaker('en')('move.still', { title: 'Lifecycle' }));
  });
});
