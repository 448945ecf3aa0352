import { describe, expect, it } from 'vitest';
import { bandsOf } from './bands';

describe('bands of states', () => {
  it('run from one change to the next and the last to the end', () => {
    expect(bandsOf([
      { day: '2011-03-01', tag: 'lifecycle', from: 'new', to: 'active' },
      { day: '2011-02-01', tag: 'lifecycle', to: 'new' },
      { day: '2011-02-10', tag: 'value_tier', to: 'tail' },
    ], '2011-12-10')).toEqual([
      { tag: 'lifecycle', value: 'new', from: '2011-02-01', to: '2011-03-01' },
      { tag: 'lifecycle', value: 'active', from: '2011-03-01', to: '2011-12-10' },
      { tag: 'value_tier', value: 'tail', from: '2011-02-10', to: '2011-12-10' },
    ]);
  });

  it('leave out a state that lasted less than a day', () => {
    const bands = bandsOf([{ day: '2011-02-01', tag: 'x', to: 'a' }, { day: '2011-02-01', tag: 'x', from: 'a', to: 'b' }], '2011-02-01');
    expect(bands.map((b) => b.value)).toEqual(['b']);
  });
});
