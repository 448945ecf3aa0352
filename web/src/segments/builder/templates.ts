import { number, treeOf, type Test } from './rows';
import type { Events, Expr, Fold, Literal, Window } from './tree';
import type { Kind, Known } from './vocabulary';

/** The kinds of condition that the builder can begin. */
export const TEMPLATES = ['value', 'happened', 'absent', 'fold', 'since', 'sequence', 'for_any', 'member', 'crossed', 'clock', 'weekday', 'consents'] as const;
export type Template = (typeof TEMPLATES)[number];

/** What a new condition starts from: the first names that are there. */
export interface Stock { names: readonly Known[]; events: readonly { name: string; properties: readonly Known[] }[]; segments: readonly { id: string }[]; today: string }

const MONTH: Window = { is: 'window_last', count: 30, unit: 'DAY' };

export const FOLDS_OF: Readonly<Record<Kind, readonly Fold[]>> = {
  number: ['SUM', 'AVG', 'MIN', 'MAX', 'MEDIAN', 'FIRST', 'LAST', 'DISTINCT'],
  date: ['MIN', 'MAX', 'FIRST', 'LAST', 'DISTINCT'],
  duration: ['MIN', 'MAX', 'FIRST', 'LAST'],
  text: ['TOP', 'FIRST', 'LAST', 'DISTINCT'], choice: ['TOP', 'FIRST', 'LAST', 'DISTINCT'],
  bool: ['FIRST', 'LAST'], list: ['DISTINCT'], weekday: ['FIRST', 'LAST'],
};

/** Which templates have what they need. */
export function offered(stock: Stock): Template[] {
  const lacks: Record<Template, boolean> = {
    value: stock.names.length === 0, happened: !stock.events.length, absent: !stock.events.length, fold: !stock.events.length, since: !stock.events.length,
    sequence: !stock.events.length, for_any: !firstProperty(stock), member: !stock.segments.length, crossed: !stock.segments.length,
    clock: false, weekday: false, consents: false,
  };
  return TEMPLATES.filter((one) => !lacks[one]);
}

const firstProperty = (stock: Stock) => stock.events.find((one) => one.name === 'purchase')?.properties[0] ?? stock.events.flatMap((one) => one.properties)[0];

/** Names that most people want first. */
const preferred = (stock: Stock) => stock.names.find((one) => one.name === 'lifecycle') ?? stock.names.find((one) => one.kind === 'choice') ?? stock.names[0];
const eventOf = (stock: Stock): string => (stock.events.find((one) => one.name === 'purchase') ?? stock.events.find((one) => one.name === 'order') ?? stock.events[0])?.name ?? 'event';

/** A condition of a kind, complete and ready to be changed. */
export function begun(template: Template, stock: Stock): Expr {
  const events: Events = { is: 'events', type: eventOf(stock), window: MONTH };
  const segment = stock.segments[0]?.id ?? '';
  switch (template) {
    case 'value': {
      const known = preferred(stock);
      return known ? valueOf(known, stock.today) : { is: 'name', name: '' };
    }
    case 'happened': return { is: 'exists', any: true, set: events };
    case 'absent': return { is: 'exists', any: false, set: events };
    case 'fold': return treeOf({ kind: 'value', subject: { kind: 'fold', fold: 'COUNT', events }, test: { kind: 'compare', operator: 'AT_LEAST', value: number(3) } });
    case 'since': return treeOf({ kind: 'value', subject: { kind: 'since', days: true, end: 'LAST', events: { is: 'events', type: eventOf(stock) } }, test: { kind: 'compare', operator: 'GREATER', value: number(60) } });
    case 'sequence': {
      const second = stock.events.find((one) => one.name !== events.type)?.name ?? events.type;
      return { is: 'exists', any: true, set: { is: 'sequence', steps: [{ events: { is: 'events', type: second }, without: [] }, { events: { is: 'events', type: events.type }, within: { is: 'span', amount: 3, unit: 'DAY' }, without: [] }], window: MONTH } };
    }
    case 'for_any': {
      const property = firstProperty(stock)?.name ?? '';
      const carrier = stock.events.find((one) => one.name === events.type && one.properties.some((p) => p.name === property)) ?? stock.events.find((one) => one.properties.some((p) => p.name === property));
      const set: Events = { ...events, type: carrier?.name ?? events.type };
      return { is: 'for_any', property, condition: treeOf({ kind: 'value', subject: { kind: 'fold', fold: 'COUNT', events: set }, test: { kind: 'compare', operator: 'AT_LEAST', value: number(2) } }) };
    }
    case 'member': return { is: 'in_segment', segment };
    case 'crossed': return { is: 'crossed', crossing: 'ENTERED', segment, window: { is: 'window_last', count: 7, unit: 'DAY' } };
    case 'clock': return { is: 'between', value: { is: 'local_hour' }, negated: false, low: number(9), high: number(17) };
    case 'weekday': return { is: 'one_of', value: { is: 'local_weekday' }, negated: false, options: [{ is: 'weekday', day: 'SATURDAY' }, { is: 'weekday', day: 'SUNDAY' }] };
    case 'consents': return { is: 'consents', purpose: 'marketing' };
  }
}

/** A comparison that fits a name's kind. */
export const valueOf = (known: Known, today: string): Expr =>
  treeOf({ kind: 'value', subject: { kind: 'name', name: known.name }, test: testOf(known.kind, today, known.choices[0]?.id) });

export function testOf(kind: Kind, today: string, choice = ''): Test {
  switch (kind) {
    case 'bool': return { kind: 'holds' };
    case 'list': return { kind: 'has', negated: false, element: { is: 'text', value: choice } };
    case 'number': return { kind: 'compare', operator: 'AT_LEAST', value: number(1) };
    case 'date': case 'duration': case 'weekday': return { kind: 'compare', operator: kind === 'weekday' ? 'EQUAL' : 'AT_LEAST', value: literalOf(kind, today) };
    case 'text': case 'choice': return { kind: 'compare', operator: 'EQUAL', value: { is: 'text', value: choice } };
  }
}

export function literalOf(kind: Kind, today: string, choice = ''): Literal {
  switch (kind) {
    case 'number': return number(1);
    case 'date': return { is: 'date', value: today };
    case 'duration': return { is: 'span', amount: 1, unit: 'DAY' };
    case 'weekday': return { is: 'weekday', day: 'MONDAY' };
    case 'bool': return { is: 'bool', value: true };
    case 'text': case 'choice': case 'list': return { is: 'text', value: choice };
  }
}

/** The kind of what a fold gives. */
export function folded(fold: Fold, property: Kind | undefined): Kind {
  if (fold === 'COUNT' || fold === 'DISTINCT' || fold === 'SUM') return 'number';
  if (fold === 'MEDIAN_GAP') return 'duration';
  return property ?? 'date';
}

/** Which tests a form offers for a kind. */
export const TESTS = ['EQUAL', 'NOT_EQUAL', 'AT_LEAST', 'AT_MOST', 'GREATER', 'LESS', 'between', 'notBetween', 'in', 'notIn', 'like', 'notLike', 'has', 'hasNot', 'holds', 'known', 'missing'] as const;
export type TestName = (typeof TESTS)[number];

const TESTS_OF: Readonly<Record<Kind, readonly TestName[]>> = {
  number: ['EQUAL', 'NOT_EQUAL', 'AT_LEAST', 'AT_MOST', 'GREATER', 'LESS', 'between', 'notBetween', 'known', 'missing'],
  date: ['AT_LEAST', 'AT_MOST', 'GREATER', 'LESS', 'between', 'notBetween', 'EQUAL', 'known', 'missing'],
  duration: ['AT_LEAST', 'AT_MOST', 'GREATER', 'LESS', 'between', 'known', 'missing'],
  text: ['EQUAL', 'NOT_EQUAL', 'in', 'notIn', 'like', 'notLike', 'known', 'missing'],
  choice: ['in', 'notIn', 'known', 'missing'],
  bool: ['holds', 'EQUAL', 'known', 'missing'],
  list: ['has', 'hasNot', 'known', 'missing'],
  weekday: ['in', 'notIn'],
};

/** The tests of a kind, and the one in force even where the form would not offer it. */
export function testsOf(kind: Kind, present: TestName): TestName[] {
  const all = TESTS_OF[kind];
  return all.includes(present) ? [...all] : [present, ...all];
}

export function nameOf(test: Test, kind: Kind): TestName {
  switch (test.kind) {
    case 'compare':
      if ((kind === 'choice' || kind === 'weekday') && test.operator === 'EQUAL') return 'in';
      return (kind === 'choice' || kind === 'weekday') && test.operator === 'NOT_EQUAL' ? 'notIn' : test.operator;
    case 'between': return test.negated ? 'notBetween' : 'between';
    case 'in': return test.negated ? 'notIn' : 'in';
    case 'like': return test.negated ? 'notLike' : 'like';
    case 'has': return test.negated ? 'hasNot' : 'has';
    case 'known': return test.known ? 'known' : 'missing';
    case 'holds': return 'holds';
  }
}

/** The literals that a test holds, to carry over into another test. */
export function literalsOf(test: Test): Literal[] {
  switch (test.kind) {
    case 'compare': return [test.value];
    case 'between': return [test.low, test.high];
    case 'in': return test.options;
    case 'like': return [{ is: 'text', value: test.pattern.replaceAll('%', '') }];
    case 'has': return [test.element];
    case 'known': case 'holds': return [];
  }
}

/** A test of another name that keeps the values of the present one where they fit. */
export function retested(name: TestName, from: Test, kind: Kind, today: string): Test {
  const fresh = literalOf(kind, today);
  const kept = literalsOf(from).filter((one) => one.is === fresh.is);
  const first = kept[0] ?? fresh;
  const text = first.is === 'text' ? first.value : '';
  switch (name) {
    case 'between': case 'notBetween': return { kind: 'between', negated: name === 'notBetween', low: first, high: kept[1] ?? first };
    case 'in': case 'notIn': return { kind: 'in', negated: name === 'notIn', options: kept.length ? kept : [fresh] };
    case 'like': case 'notLike': return { kind: 'like', negated: name === 'notLike', pattern: text ? `%${text}%` : '%' };
    case 'has': case 'hasNot': return { kind: 'has', negated: name === 'hasNot', element: { is: 'text', value: text } };
    case 'known': case 'missing': return { kind: 'known', known: name === 'known' };
    case 'holds': return { kind: 'holds' };
    default: return { kind: 'compare', operator: name, value: first };
  }
}
