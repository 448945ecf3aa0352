/** The JSON face of expressions, as the server reads and writes it: one object a construct, its kind under `is`. */
export type Expr =
  | Literal | Name | Score | InSegment | Crossed | Consents | Standing | Exists | Aggregate | LastAll | ForAny | Trend | Since
  | LocalHour | LocalWeekday | LastPlace | EventPlace | Distance | CustomerZone | And | Or | Not | Compare | Between | OneOf
  | Contains | Like | IsKnown | Arithmetic | Negative;

export type Literal = Decimal | Text | Bool | DateLiteral | Timestamp | Span | Length | WeekdayLiteral | Place;
export interface Decimal { is: 'decimal'; value: number }
export interface Text { is: 'text'; value: string }
export interface Bool { is: 'bool'; value: boolean }
export interface DateLiteral { is: 'date'; value: string }
export interface Timestamp { is: 'timestamp'; value: string; offset?: string }
export interface Span { is: 'span'; amount: number; unit: Unit }
export interface Length { is: 'length'; amount: number; unit: 'M' | 'KM' }
export interface WeekdayLiteral { is: 'weekday'; day: Weekday }
export interface Place { is: 'place'; latitude: number; longitude: number }

export interface Name { is: 'name'; name: string }
export interface Score { is: 'score'; model: string }
export interface InSegment { is: 'in_segment'; segment: string; at?: Point }
export interface Crossed { is: 'crossed'; crossing: 'ENTERED' | 'LEFT'; segment: string; window: Window }
export interface Consents { is: 'consents'; purpose: string; channel?: string }
export interface Standing { is: 'standing'; kind: 'PERCENTILE' | 'RANK'; tag: string; segment?: string }

export interface Exists { is: 'exists'; any: boolean; set: EventSet }
export interface Aggregate { is: 'aggregate'; fold: Fold; set: EventSet; property?: string; half_life?: Span }
export interface LastAll { is: 'last_all'; count: number; events: Events; condition: Expr }
export interface ForAny { is: 'for_any'; property: string; condition: Expr }
export interface Trend { is: 'trend'; of: Aggregate; count: number; unit: Unit }
export interface Since { is: 'since'; days: boolean; instant: Expr }
export interface LocalHour { is: 'local_hour' }
export interface LocalWeekday { is: 'local_weekday' }
export interface LastPlace { is: 'last_place' }
export interface EventPlace { is: 'event_place' }
export interface Distance { is: 'distance'; from: Expr; to: Expr }
export interface CustomerZone { is: 'customer_zone'; inside: Expr }

export interface And { is: 'and'; all: Expr[] }
export interface Or { is: 'or'; any: Expr[] }
export interface Not { is: 'not'; negated: Expr }
export interface Compare { is: 'compare'; left: Expr; operator: Operator; right: Expr }
export interface Between { is: 'between'; value: Expr; negated: boolean; low: Expr; high: Expr }
export interface OneOf { is: 'one_of'; value: Expr; negated: boolean; options: Expr[] }
export interface Contains { is: 'contains'; element: Expr; negated: boolean; list: Expr }
export interface Like { is: 'like'; value: Expr; negated: boolean; pattern: string }
export interface IsKnown { is: 'is_known'; value: Expr; known: boolean }
export interface Arithmetic { is: 'arithmetic'; left: Expr; sign: 'PLUS' | 'MINUS' | 'TIMES' | 'DIVIDED_BY'; right: Expr }
export interface Negative { is: 'negative'; value: Expr }

export type EventSet = Events | Sequence;
export interface Events { is: 'events'; type: string; where?: Expr; window?: Window }
export interface Sequence { is: 'sequence'; steps: Step[]; window?: Window }
export interface Step { events: Events; within?: Span; without: Events[] }

export type Window =
  | { is: 'window_last'; count: number; unit: Unit }
  | { is: 'window_calendar'; previous: boolean; unit: Unit }
  | { is: 'window_between'; from: Point; to: Point }
  | { is: 'window_before'; end: Point }
  | { is: 'window_from'; start: Point };
export type Point = { is: 'point_day'; date: string } | { is: 'point_at'; time: string; offset?: string } | { is: 'point_ago'; count: number; unit: Unit };

export const UNITS = ['SECOND', 'MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type Unit = (typeof UNITS)[number];
export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const FOLDS = ['COUNT', 'SUM', 'AVG', 'MIN', 'MAX', 'MEDIAN', 'FIRST', 'LAST', 'TOP', 'DISTINCT', 'MEDIAN_GAP'] as const;
export type Fold = (typeof FOLDS)[number];
export const OPERATORS = ['EQUAL', 'NOT_EQUAL', 'LESS', 'AT_MOST', 'GREATER', 'AT_LEAST'] as const;
export type Operator = (typeof OPERATORS)[number];

/** Events of any type. */
export const ANY_TYPE = 'event';
