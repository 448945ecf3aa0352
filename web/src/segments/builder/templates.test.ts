import { describe, expect, it } from 'vitest';
import { print } from './print';
import { rowOf, treeOf, type Test } from './rows';
import { begun, folded, nameOf, offered, retested, testsOf, TEMPLATES, type Stock } from './templates';
import { kindOf, type Known } from './vocabulary';

const known = (name: string, kind: Known['kind'], ...choices: string[]): Known => ({ name, title: name, kind, choices: choices.map((id) => ({ id, title: id })) });
const stock: Stock = {
  names: [known('age', 'number'), known('lifecycle', 'choice', 'new', 'active')],
  events: [{ name: 'view', properties: [known('item', 'text')] }, { name: 'purchase', properties: [known('item', 'text'), known('amount', 'number')] }],
  segments: [{ id: 'vip' }], today: '2026-11-25',
};

describe('a template', () => {
  it.each([
    ['value', "lifecycle = 'new'"], ['happened', 'any purchase in last 30 days'], ['absent', 'no purchase in last 30 days'],
    ['fold', 'count(purchase in last 30 days) >= 3'], ['since', 'days since last purchase > 60'],
    ['sequence', 'sequence(view then purchase within 3 days) in last 30 days'], ['for_any', 'for any item: count(purchase in last 30 days) >= 2'],
    ['member', "in segment 'vip'"], ['crossed', "entered segment 'vip' in last 7 days"], ['clock', 'local hour between 9 and 17'],
    ['weekday', 'weekday in (saturday, sunday)'], ['consents', "consents to 'marketing'"],
  ] as const)('%s begins as %s', (template, text) => expect(print(begun(template, stock))).toBe(text));

  it.each(TEMPLATES)('%s is shown as a form, not as text', (template) => {
    const tree = begun(template, stock);
    expect(rowOf(tree).kind).not.toBe('text');
    expect(treeOf(rowOf(tree))).toEqual(tree);
  });

  it('is offered only where it has what it needs', () => {
    expect(offered(stock)).toEqual([...TEMPLATES]);
    expect(offered({ ...stock, events: [], segments: [], names: [] })).toEqual(['clock', 'weekday', 'consents']);
  });
});

describe('a test', () => {
  const three: Test = { kind: 'compare', operator: 'AT_LEAST', value: { is: 'decimal', value: 3 } };

  it('keeps its values when it becomes another', () => {
    expect(retested('between', three, 'number', stock.today)).toEqual({ kind: 'between', negated: false, low: { is: 'decimal', value: 3 }, high: { is: 'decimal', value: 3 } });
    expect(retested('LESS', retested('between', three, 'number', stock.today), 'number', stock.today)).toEqual({ ...three, operator: 'LESS' });
    expect(retested('like', { kind: 'compare', operator: 'EQUAL', value: { is: 'text', value: 'mug' } }, 'text', '')).toEqual({ kind: 'like', negated: false, pattern: '%mug%' });
    expect(retested('notIn', { kind: 'known', known: true }, 'weekday', '')).toEqual({ kind: 'in', negated: true, options: [{ is: 'weekday', day: 'MONDAY' }] });
  });

  it('of a choice is told as a list even for one value', () => {
    const one: Test = { kind: 'compare', operator: 'EQUAL', value: { is: 'text', value: 'new' } };
    expect(nameOf(one, 'choice')).toBe('in');
    expect(nameOf(one, 'text')).toBe('EQUAL');
  });

  it('that a kind does not have is still shown', () => {
    expect(testsOf('list', 'EQUAL')[0]).toBe('EQUAL');
  });
});

it('knows the kinds of names and folds', () => {
  expect(kindOf('MONEY')).toBe('number');
  expect(kindOf('instant')).toBe('date');
  expect(kindOf('anything else')).toBe('text');
  expect(folded('COUNT', 'text')).toBe('number');
  expect(folded('LAST', undefined)).toBe('date');
  expect(folded('TOP', 'text')).toBe('text');
});
