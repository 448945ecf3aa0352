import type { Decimal, Events, Expr, Fold, Literal, Operator, Point, Sequence, Text, Window } from './tree';

/** What a condition is about: the left side of a form row. */
export type Subject =
  | { kind: 'name'; name: string }
  | { kind: 'fold'; fold: Fold; events: Events; property?: string }
  | { kind: 'since'; days: boolean; end: 'FIRST' | 'LAST'; events: Events }
  | { kind: 'hour' } | { kind: 'weekday' }
  | { kind: 'score'; model: string }
  | { kind: 'standing'; of: 'PERCENTILE' | 'RANK'; tag: string; segment?: string };

/** What is asked of the subject: the right side of a form row. */
export type Test =
  | { kind: 'holds' }
  | { kind: 'compare'; operator: Operator; value: Literal }
  | { kind: 'between'; negated: boolean; low: Literal; high: Literal }
  | { kind: 'in'; negated: boolean; options: Literal[] }
  | { kind: 'has'; negated: boolean; element: Text }
  | { kind: 'like'; negated: boolean; pattern: string }
  | { kind: 'known'; known: boolean };

/** A tree, or a part of one, as the visual builder shows it: a group, a form, or text that is kept as it is. */
export type Row =
  | { kind: 'group'; how: 'all' | 'any' | 'none'; children: Expr[] }
  | { kind: 'zone'; inside: Expr }
  | { kind: 'for_any'; property: string; condition: Expr }
  | { kind: 'value'; subject: Subject; test: Test }
  | { kind: 'happened'; any: boolean; events: Events }
  | { kind: 'sequence'; any: boolean; sequence: Sequence }
  | { kind: 'streak'; count: number; events: Events; condition: Expr }
  | { kind: 'member'; negated: boolean; segment: string; at?: Point }
  | { kind: 'crossed'; crossing: 'ENTERED' | 'LEFT'; segment: string; window: Window }
  | { kind: 'consents'; purpose: string; channel?: string }
  | { kind: 'text'; expr: Expr };

const FORM_LITERALS = new Set(['decimal', 'text', 'bool', 'date', 'span', 'weekday']);
const isLiteral = (expr: Expr): expr is Literal => FORM_LITERALS.has(expr.is);

export function rowOf(expr: Expr): Row {
  switch (expr.is) {
    case 'and': return { kind: 'group', how: 'all', children: expr.all };
    case 'or': return { kind: 'group', how: 'any', children: expr.any };
    case 'not': {
      const inner = expr.negated;
      if (inner.is === 'in_segment') return { kind: 'member', negated: true, segment: inner.segment, ...(inner.at && { at: inner.at }) };
      return { kind: 'group', how: 'none', children: inner.is === 'or' ? inner.any : [inner] };
    }
    case 'customer_zone': return { kind: 'zone', inside: expr.inside };
    case 'for_any': return { kind: 'for_any', property: expr.property, condition: expr.condition };
    case 'exists': return expr.set.is === 'events' ? { kind: 'happened', any: expr.any, events: expr.set } : { kind: 'sequence', any: expr.any, sequence: expr.set };
    case 'last_all': return { kind: 'streak', count: expr.count, events: expr.events, condition: expr.condition };
    case 'in_segment': return { kind: 'member', negated: false, segment: expr.segment, ...(expr.at && { at: expr.at }) };
    case 'crossed': return { kind: 'crossed', crossing: expr.crossing, segment: expr.segment, window: expr.window };
    case 'consents': return { kind: 'consents', purpose: expr.purpose, ...(expr.channel !== undefined && { channel: expr.channel }) };
    default: return formOf(expr) ?? { kind: 'text', expr };
  }
}

function formOf(expr: Expr): Row | undefined {
  const value = (subject: Subject | undefined, test: Test): Row | undefined => subject && { kind: 'value', subject, test };
  switch (expr.is) {
    case 'name': return value({ kind: 'name', name: expr.name }, { kind: 'holds' });
    case 'compare': return isLiteral(expr.right) ? value(subjectOf(expr.left), { kind: 'compare', operator: expr.operator, value: expr.right }) : undefined;
    case 'between': return isLiteral(expr.low) && isLiteral(expr.high) ? value(subjectOf(expr.value), { kind: 'between', negated: expr.negated, low: expr.low, high: expr.high }) : undefined;
    case 'one_of': return expr.options.every(isLiteral) ? value(subjectOf(expr.value), { kind: 'in', negated: expr.negated, options: expr.options.filter(isLiteral) }) : undefined;
    case 'contains': return expr.element.is === 'text' ? value(subjectOf(expr.list), { kind: 'has', negated: expr.negated, element: expr.element }) : undefined;
    case 'like': return value(subjectOf(expr.value), { kind: 'like', negated: expr.negated, pattern: expr.pattern });
    case 'is_known': return value(subjectOf(expr.value), { kind: 'known', known: expr.known });
    default: return undefined;
  }
}

function subjectOf(expr: Expr): Subject | undefined {
  switch (expr.is) {
    case 'name': return { kind: 'name', name: expr.name };
    case 'aggregate':
      if (expr.set.is !== 'events' || expr.half_life) return undefined;
      return { kind: 'fold', fold: expr.fold, events: expr.set, ...(expr.property !== undefined && { property: expr.property }) };
    case 'since': {
      const { instant } = expr;
      if (instant.is !== 'aggregate' || instant.set.is !== 'events' || instant.property !== undefined || instant.half_life) return undefined;
      return instant.fold === 'FIRST' || instant.fold === 'LAST' ? { kind: 'since', days: expr.days, end: instant.fold, events: instant.set } : undefined;
    }
    case 'local_hour': return { kind: 'hour' };
    case 'local_weekday': return { kind: 'weekday' };
    case 'score': return { kind: 'score', model: expr.model };
    case 'standing': return { kind: 'standing', of: expr.kind, tag: expr.tag, ...(expr.segment !== undefined && { segment: expr.segment }) };
    default: return undefined;
  }
}

function leftOf(subject: Subject): Expr {
  switch (subject.kind) {
    case 'name': return { is: 'name', name: subject.name };
    case 'fold': return { is: 'aggregate', fold: subject.fold, set: subject.events, ...(subject.property !== undefined && { property: subject.property }) };
    case 'since': return { is: 'since', days: subject.days, instant: { is: 'aggregate', fold: subject.end, set: subject.events } };
    case 'hour': return { is: 'local_hour' };
    case 'weekday': return { is: 'local_weekday' };
    case 'score': return { is: 'score', model: subject.model };
    case 'standing': return { is: 'standing', kind: subject.of, tag: subject.tag, ...(subject.segment !== undefined && { segment: subject.segment }) };
  }
}

const inSegment = (segment: string, at: Point | undefined): Expr => ({ is: 'in_segment', segment, ...(at && { at }) });

/** The tree of a row; of a row that was not edited, the tree it came from. */
export function treeOf(row: Row): Expr {
  switch (row.kind) {
    case 'group': return groupOf(row.how, row.children);
    case 'zone': return { is: 'customer_zone', inside: row.inside };
    case 'for_any': return { is: 'for_any', property: row.property, condition: row.condition };
    case 'value': return asked(leftOf(row.subject), row.test);
    case 'happened': return { is: 'exists', any: row.any, set: row.events };
    case 'sequence': return { is: 'exists', any: row.any, set: row.sequence };
    case 'streak': return { is: 'last_all', count: row.count, events: row.events, condition: row.condition };
    case 'member': return row.negated ? { is: 'not', negated: inSegment(row.segment, row.at) } : inSegment(row.segment, row.at);
    case 'crossed': return { is: 'crossed', crossing: row.crossing, segment: row.segment, window: row.window };
    case 'consents': return { is: 'consents', purpose: row.purpose, ...(row.channel !== undefined && { channel: row.channel }) };
    case 'text': return row.expr;
  }
}

/** A group needs two: of one it is the condition itself. */
export function groupOf(how: 'all' | 'any' | 'none', children: readonly Expr[]): Expr {
  const [only] = children;
  const inner: Expr = children.length === 1 && only ? only : how === 'all' ? { is: 'and', all: [...children] } : { is: 'or', any: [...children] };
  return how === 'none' ? { is: 'not', negated: inner } : inner;
}

function asked(left: Expr, test: Test): Expr {
  switch (test.kind) {
    case 'holds': return left;
    case 'compare': return { is: 'compare', left, operator: test.operator, right: test.value };
    case 'between': return { is: 'between', value: left, negated: test.negated, low: test.low, high: test.high };
    case 'in': {
      const [only] = test.options;
      if (test.options.length === 1 && only) return { is: 'compare', left, operator: test.negated ? 'NOT_EQUAL' : 'EQUAL', right: only };
      return { is: 'one_of', value: left, negated: test.negated, options: test.options };
    }
    case 'has': return { is: 'contains', element: test.element, negated: test.negated, list: left };
    case 'like': return { is: 'like', value: left, negated: test.negated, pattern: test.pattern };
    case 'known': return { is: 'is_known', value: left, known: test.known };
  }
}

export const number = (value: number): Decimal => ({ is: 'decimal', value });
