import { describe, expect, it } from 'vitest';
import { en } from './en';
import { fill, speaker } from './words';
import { zh } from './zh';

const names = (text: string) => new Set([...text.matchAll(/\{(\w+)/g)].map((m) => m[1]));

describe('the two catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(Object.keys(en) as (keyof typeof en)[])('%s asks for the same values in both', (key) => {
    expect(names(zh[key])).toEqual(names(en[key]));
    expect(zh[key].trim()).not.toBe('');
  });

  it('write Chinese in Chinese', () => {
    const same = (Object.keys(en) as (keyof typeof en)[]).filter((key) => zh[key] === en[key] && /[a-z]{4}/i.test(en[key]));
    expect(same.sort()).toEqual(['brand', 'build.face.json', 'build.text.hint', 'filter.rule.hint']);
  });
});

describe('filling in', () => {
  it('puts values and chooses the word for one', () => {
    const text = '{n} {n|customer|customers} in {place}';
    expect(fill(text, { n: 1, place: 'A' })).toBe('1 customer in A');
    expect(fill(text, { n: '4,338', place: 'A' })).toBe('4,338 customers in A');
  });

  it('leaves an unknown name standing, so that it is seen', () => {
    expect(fill('{x}', {})).toBe('{x}');
  });

  it('speaks both languages', () => {
    expect(speaker('en')('nav.customers')).toBe('Customers');
    expect(speaker('zh')('nav.customers')).toBe('客户');
  });
});
