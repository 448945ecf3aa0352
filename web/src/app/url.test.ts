import { describe, expect, it } from 'vitest';
import { address, changed, scopeOf } from './url';

describe('the address', () => {
  it('sets, repeats and removes parameters and leaves the others alone', () => {
    const before = new URLSearchParams('asOf=2011-09-01&where=a:1&where=b:2&sort=-spend');
    const after = changed(before, { where: ['c:3'], sort: undefined, tags: 'orders,spend' });
    expect(address('/x/customers', after)).toBe('/x/customers?asOf=2011-09-01&where=c:3&tags=orders,spend');
    expect(before.getAll('where')).toHaveLength(2);
  });

  it('removes what is set to nothing', () => {
    expect(changed(new URLSearchParams('q=1'), { q: '' }).toString()).toBe('');
    expect(changed(new URLSearchParams('where=1'), { where: [] }).toString()).toBe('');
    expect(address('/x', new URLSearchParams())).toBe('/x');
  });

  it('takes only instant and population along to another page', () => {
    expect(scopeOf(new URLSearchParams('asOf=2011-09-01&population=rfm_class:general_keep&tab=2')))
      .toEqual({ asOf: '2011-09-01', population: 'rfm_class:general_keep' });
  });

  it('keeps values with an ampersand or a space whole', () => {
    const text = address('/x', changed(new URLSearchParams(), { q: 'a & b' }));
    expect(new URLSearchParams(text.split('?')[1]).get('q')).toBe('a & b');
  });
});
