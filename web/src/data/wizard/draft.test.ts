import { describe, expect, it } from 'vitest';
import { base64, canCut, customerOf, cut, sourceOf, typeOf, withCustomer, withType, withZone, zoneOf } from './draft';

const mapping = `source: "tea-shop"
title: {en: tea, zh: tea}
zone: Asia/Shanghai
compute: {nobody: {constant: ""}}
customer: {column: nobody, kind: member}
time: {column: at, pattern: "yyyy"}
`;
const plan = `types:
  sold: {title: {en: sold, zh: sold}, properties: [price, "单价"]}

properties:
  price: {type: money, title: {en: price, zh: price}}
  "单价": {type: text, title: {en: "单价", zh: "单价"}}
`;

describe('a draft', () => {
  it('tells and changes the zone', () => {
    expect(zoneOf(mapping)).toBe('Asia/Shanghai');
    expect(zoneOf(withZone(mapping, 'Europe/Paris'))).toBe('Europe/Paris');
  });
  it('names a customer where nobody was named, and takes the column away that stood for nobody', () => {
    expect(customerOf(mapping)).toBe('');
    const named = withCustomer(mapping, '会员 号');
    expect(customerOf(named)).toBe('会员 号');
    expect(named).not.toContain('compute');
  });
  it('gives a property another type, whatever its name is', () => {
    expect(typeOf(plan, 'price')).toBe('money');
    expect(typeOf(withType(plan, '单价', 'number'), '单价')).toBe('number');
    expect(typeOf(withType(plan, '单价', 'number'), 'price')).toBe('money');
    expect(typeOf(plan, 'nothing')).toBe('');
  });
  it('knows its name', () => {
    expect(sourceOf(mapping)).toBe('tea-shop');
  });
  it('cuts a file behind the last whole line, and no packed one', () => {
    const bytes = new TextEncoder().encode('a\nb\nhalf');
    expect(new TextDecoder().decode(cut(bytes, false))).toBe('a\nb\n');
    expect(cut(bytes, true)).toBe(bytes);
    expect(canCut('a.csv')).toBe(true);
    expect(canCut('a.csv.GZ')).toBe(false);
    expect(atob(base64(bytes))).toBe('a\nb\nhalf');
  });
});
