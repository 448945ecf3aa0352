import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { added, at, childrenOf, regrouped, replaced, unwrapped, wrapped } from './edit';
import { print } from './print';
import { rowOf, treeOf } from './rows';
import type { Expr } from './tree';

const faces = JSON.parse(readFileSync(new URL('../../../../core/src/test/resources/dev/limner/language/faces.json', import.meta.url), 'utf8')) as { text: string; tree: Expr }[];
const name = (of: string): Expr => ({ is: 'name', name: of });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(name) as [Expr, Expr, Expr, Expr];
const text = (expr: Expr | undefined) => expr && print(expr);

describe('a row', () => {
  it.each(faces)('gives back the tree of $text', ({ tree }) => {
    const whole = (expr: Expr): void => {
      expect(treeOf(rowOf(expr))).toEqual(expr);
      childrenOf(expr).forEach(whole);
    };
    whole(tree);
  });

  it.each([
    ['joined = 2026-11-25', 'value'], ['no purchase in last 60 days and any purchase', 'group'],
    ['days since last purchase > 2 * median gap(purchase)', 'text'], ["in segment 'vip'", 'member'], ["entered segment 'dormant' in last 7 days", 'crossed'],
    ["top(view.category in last 90 days) = 'sport'", 'value'], ["last 3 view all where 'oil-control' in attributes", 'streak'],
    ['sequence(session_start then purchase within 30 seconds)', 'sequence'], ['sum(purchase.amount half-life 30 days) > 500', 'text'],
    ["not (lifecycle = 'lost' or lifecycle = 'dormant')", 'group'], ['trend(sum(purchase.amount) over last 8 weeks) > 0', 'text'],
    ['seen = 2026-11-25T10:30', 'text'], ['local hour >= 18', 'value'], ['customer zone: any purchase in this day', 'zone'],
  ])('of %s is a %s', (printed, kind) => {
    const face = faces.find((one) => one.text === printed);
    expect(face && rowOf(face.tree).kind).toBe(kind);
  });

  it('with one value left to choose from becomes a plain comparison', () => {
    const one = treeOf({ kind: 'value', subject: { kind: 'name', name: 'gender' }, test: { kind: 'in', negated: true, options: [{ is: 'text', value: 'x' }] } });
    expect(print(one)).toBe("gender != 'x'");
  });
});

describe('a tree', () => {
  it('grows and shrinks without groups of one', () => {
    expect(text(added(undefined, a))).toBe('a');
    expect(text(added(a, b))).toBe('a and b');
    expect(text(added(added(a, b), c))).toBe('a and b and c');
    expect(text(added({ is: 'or', any: [a, b] }, c))).toBe('(a or b) and c');
    expect(text(replaced(added(a, b), [0], undefined))).toBe('b');
    expect(replaced(a, [], undefined)).toBeUndefined();
  });

  it('is changed at a path only', () => {
    const tree: Expr = { is: 'and', all: [a, { is: 'or', any: [b, { is: 'not', negated: c }] }] };
    expect(at(tree, [1, 1, 0])).toBe(c);
    expect(text(replaced(tree, [1, 1, 0], d))).toBe('a and (b or not d)');
    expect(text(replaced(tree, [1, 1], undefined))).toBe('a and b');
    expect(replaced(tree, [7], d)).toBe(tree);
    expect(text(tree)).toBe('a and (b or not c)');
  });

  it('is wrapped, regrouped and unwrapped', () => {
    expect(text(wrapped(a, 'any', b))).toBe('a or b');
    expect(text(wrapped(a, 'none'))).toBe('not a');
    expect(text(regrouped({ is: 'and', all: [a, b] }, 'none'))).toBe('not (a or b)');
    expect(text(regrouped({ is: 'not', negated: { is: 'or', any: [a, b] } }, 'all'))).toBe('a and b');
    expect(text(unwrapped({ is: 'and', all: [a, { is: 'or', any: [b, c] }, d] }, [1]))).toBe('a and b and c and d');
    expect(text(unwrapped({ is: 'not', negated: a }, []))).toBe('a');
    expect(text(unwrapped({ is: 'for_any', property: 'item', condition: { is: 'not', negated: a } }, [0]))).toBe('for any item: a');
  });
});
