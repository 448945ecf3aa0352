import { ANY_TYPE, type Aggregate, type Events, type EventSet, type Expr, type Point, type Span, type Step, type Window } from './tree';

// How tightly a construct binds; one that binds less than its place asks for goes into brackets.
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
const SUM = 5;
const PRODUCT = 6;
const SIGNED = 7;
const PRIMARY = 8;

const RESERVED = new Set('and or not in between is like where then within without true false no any for last first since before over all half-life'.split(' '));
const SPECIAL = new Set('weekday place event local days time entered left consents customer median sequence monday tuesday wednesday thursday friday saturday sunday'.split(' '));
const MARKS = { EQUAL: '=', NOT_EQUAL: '!=', LESS: '<', AT_MOST: '<=', GREATER: '>', AT_LEAST: '>=' } as const;
const SIGNS = { PLUS: '+', MINUS: '-', TIMES: '*', DIVIDED_BY: '/' } as const;

/** The usual text of an expression: the same that the server prints (both are held to one list of examples). */
export const print = (expr: Expr, place = 0): string => (level(expr) < place ? `(${text(expr)})` : text(expr));

function level(expr: Expr): number {
  switch (expr.is) {
    case 'for_any': case 'customer_zone': return 0;
    case 'or': return OR;
    case 'and': return AND;
    case 'not': return NOT;
    case 'compare': case 'between': case 'one_of': case 'contains': case 'like': case 'is_known':
    case 'exists': case 'last_all': case 'in_segment': case 'crossed': case 'consents': return COMPARISON;
    case 'arithmetic': return expr.sign === 'PLUS' || expr.sign === 'MINUS' ? SUM : PRODUCT;
    case 'negative': return SIGNED;
    case 'decimal': return expr.value < 0 ? SIGNED : PRIMARY;
    default: return PRIMARY;
  }
}

function text(expr: Expr): string {
  switch (expr.is) {
    case 'decimal': return plain(expr.value);
    case 'text': return quoted(expr.value);
    case 'bool': return String(expr.value);
    case 'date': return expr.value;
    case 'timestamp': return time(expr.value, expr.offset);
    case 'span': return span(expr);
    case 'length': return `${plain(expr.amount)} ${expr.unit.toLowerCase()}`;
    case 'weekday': return expr.day.toLowerCase();
    case 'place': return `${plain(expr.latitude)}, ${plain(expr.longitude)}`;
    case 'name': return name(expr.name);
    case 'score': return `score(${quoted(expr.model)})`;
    case 'in_segment': return `in segment ${quoted(expr.segment)}${expr.at ? ` at ${point(expr.at)}` : ''}`;
    case 'crossed': return `${expr.crossing.toLowerCase()} segment ${quoted(expr.segment)}${window(expr.window)}`;
    case 'consents': return `consents to ${quoted(expr.purpose)}${expr.channel === undefined ? '' : ` by ${quoted(expr.channel)}`}`;
    case 'standing': return `${expr.kind.toLowerCase()}(${name(expr.tag)}${expr.segment === undefined ? '' : ` in segment ${quoted(expr.segment)}`})`;
    case 'exists': return expr.any && expr.set.is === 'sequence' ? set(expr.set, undefined, false) : `${expr.any ? 'any' : 'no'} ${set(expr.set, undefined, false)}`;
    case 'aggregate': return aggregate(expr);
    case 'last_all': return `last ${expr.count} ${set(expr.events, undefined, false)} all where ${print(expr.condition, COMPARISON)}`;
    case 'for_any': return `for any ${name(expr.property)}: ${print(expr.condition)}`;
    case 'trend': return `trend(${text(expr.of)} over last ${expr.count} ${unit(expr.count, expr.unit)})`;
    case 'since': return `${expr.days ? 'days' : 'time'} since ${print(expr.instant, PRIMARY)}`;
    case 'local_hour': return 'local hour';
    case 'local_weekday': return 'weekday';
    case 'last_place': return 'last place';
    case 'event_place': return 'place';
    case 'distance': return `distance(${print(expr.from, PRIMARY)}, ${text(expr.to)})`;
    case 'customer_zone': return `customer zone: ${print(expr.inside)}`;
    case 'and': return expr.all.map((one) => print(one, NOT)).join(' and ');
    case 'or': return expr.any.map((one) => print(one, AND)).join(' or ');
    case 'not': return `not ${print(expr.negated, expr.negated.is === 'in_segment' ? SUM : NOT)}`;
    case 'compare': return `${print(expr.left, SUM)} ${MARKS[expr.operator]} ${print(expr.right, SUM)}`;
    case 'between': return `${print(expr.value, SUM)}${not(expr.negated)} between ${print(expr.low, SUM)} and ${print(expr.high, SUM)}`;
    case 'one_of': return `${print(expr.value, SUM)}${not(expr.negated)} in (${expr.options.map((one) => print(one, SUM)).join(', ')})`;
    case 'contains': return `${print(expr.element, SUM)}${not(expr.negated)} in ${print(expr.list, PRIMARY)}`;
    case 'like': return `${print(expr.value, SUM)}${not(expr.negated)} like ${quoted(expr.pattern)}`;
    case 'is_known': return `${print(expr.value, SUM)} is ${expr.known ? 'known' : 'missing'}`;
    case 'arithmetic': {
      const sum = expr.sign === 'PLUS' || expr.sign === 'MINUS';
      return `${print(expr.left, sum ? SUM : PRODUCT)} ${SIGNS[expr.sign]} ${print(expr.right, sum ? PRODUCT : SIGNED)}`;
    }
    case 'negative': return `-${expr.value.is === 'negative' ? ' ' : ''}${print(expr.value, SIGNED)}`;
  }
}

function aggregate(expr: Aggregate): string {
  const { fold, set: events, property, half_life: fading } = expr;
  if ((fold === 'FIRST' || fold === 'LAST') && !fading && events.is === 'events' && !events.where && !events.window) {
    return `${fold.toLowerCase()} ${set(events, property, true)}`;
  }
  const called = fold === 'MEDIAN_GAP' ? 'median gap' : fold.toLowerCase();
  return `${called}(${set(events, property, true)}${fading ? ` half-life ${span(fading)}` : ''})`;
}

function set(events: EventSet, property: string | undefined, bracketed: boolean): string {
  if (events.is === 'sequence') return `sequence(${events.steps.map(step).join(' then ')})${events.window ? window(events.window) : ''}`;
  const between = events.window?.is === 'window_between';
  const place = events.window ? window(events.window) : '';
  const where = events.where ? ` where ${print(events.where, bracketed ? 0 : COMPARISON)}` : '';
  return `${event(events.type)}${property === undefined ? '' : `.${name(property)}`}${between ? place : ''}${where}${between ? '' : place}`;
}

const step = ({ events, within, without }: Step): string =>
  `${set(events, undefined, true)}${within ? ` within ${span(within)}` : ''}${without.map((one: Events) => ` without ${set(one, undefined, true)}`).join('')}`;

export function window(w: Window): string {
  switch (w.is) {
    case 'window_last': return ` in last ${w.count} ${unit(w.count, w.unit)}`;
    case 'window_calendar': return ` in ${w.previous ? 'previous' : 'this'} ${w.unit.toLowerCase()}`;
    case 'window_between': return ` between ${point(w.from)} and ${point(w.to)}`;
    case 'window_before': return ` before ${point(w.end)}`;
    case 'window_from': return ` since ${point(w.start)}`;
  }
}

function point(p: Point): string {
  switch (p.is) {
    case 'point_day': return p.date;
    case 'point_at': return time(p.time, p.offset);
    case 'point_ago': return `${p.count} ${unit(p.count, p.unit)} ago`;
  }
}

const not = (negated: boolean) => (negated ? ' not' : '');
const unit = (count: number, one: string) => `${one.toLowerCase()}${count === 1 ? '' : 's'}`;
const span = (s: Span) => `${s.amount} ${unit(s.amount, s.unit)}`;
const time = (value: string, offset = '') => value.replace(/^(.*T\d\d:\d\d):00$/, '$1') + offset;
/** Never in exponents: 1e21 is no number of the language. */
const plain = (value: number) => (/e/.test(String(value)) ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : String(value));

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
const name = (value: string) => (isPlain(value, true) ? value : `"${value.replaceAll('"', '""')}"`);
const event = (value: string) => (isPlain(value, false) ? value : quoted(value));

function isPlain(value: string, dots: boolean): boolean {
  const lower = value.toLowerCase();
  if (RESERVED.has(lower) || SPECIAL.has(lower)) return value === ANY_TYPE && !dots;
  return (dots ? /^[_\p{L}][_\p{L}\p{Nd}\p{Mn}]*(\.[_\p{L}][_\p{L}\p{Nd}\p{Mn}]*)*$/u : /^[_\p{L}][_\p{L}\p{Nd}\p{Mn}]*$/u).test(value);
}
