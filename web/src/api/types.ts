import type { components } from './schema';

// Every type of the HTTP API, by the name it has on the server; schema.ts is generated (npm run generate).
type S = components['schemas'];

export type Words = S['Words']
export type Problem = S['Problem']
export type WorkspaceList = S['WorkspaceList']
export type WorkspaceSummary = S['WorkspaceSummary']
export type Workspace = S['Workspace']
export type Status = S['Status']
export type Kpis = S['Kpis']
export type Kpi = S['Kpi']
export type Interval = S['Interval']
export type Series = S['Series']
export type SeriesPoint = S['SeriesPoint']
export type HeatMap = S['HeatMap']
export type HeatCell = S['HeatCell']
export type Movement = S['Movement']
export type Flow = S['Flow']
export type TagCatalogue = S['TagCatalogue']
export type TagGroup = S['TagGroup']
export type Tag = S['Tag']
export type TagValue = S['TagValue']
export type CustomerPage = S['CustomerPage']
export type CustomerRow = S['CustomerRow']
export type TagCell = S['TagCell']
export type Portrait = Omit<S['Portrait'], 'memberships'> & { memberships: Membership[] }
export type Identifier = S['Identifier']
export type PortraitTag = S['PortraitTag']
export type RfmPosition = S['RfmPosition']
export type Membership = S['Membership'] & { why?: Words; until?: string }
export type Lane = S['Lane']
export type LanePoint = S['LanePoint']
export type StateChange = S['StateChange']
export type EventPage = S['EventPage']
export type EventRow = S['EventRow']
export type EventProperty = S['EventProperty']
export type Why = S['Why']
export type WhyParameter = S['WhyParameter']
export type Rfm = S['Rfm']
export type RfmClass = S['RfmClass']
export type RfmCell = S['RfmCell']
export type SegmentList = S['SegmentList'] & { rules: RuleSegment[] }
export type SegmentGroup = S['SegmentGroup']
export type Segment = S['Segment']
export type SourceList = S['SourceList']
export type Source = S['Source']
export type Load = S['Load']
export type Count = S['Count']
export type QuarantinePage = S['QuarantinePage']
export type QuarantineRow = S['QuarantineRow']

export interface Vocabulary {
  events: { name: string; title: Words; properties: { name: string; title: Words; type: string }[] }[];
  tags: { name: string; title: Words; type: string; choices: { id: string; title: Words }[]; group?: string }[];
  traits: { name: string; title: Words; type: string }[];
  segments: { id: string; title: Words }[];
  functions: { name: string; title: Words; doc: Words }[];
}
export type Tree = Record<string, unknown>;
export interface LanguageMistake { start: number; end: number; warning: boolean; problem: Problem }
export interface Checked { text: string; tree?: Tree; type: string; aloud?: Words; mistakes: LanguageMistake[]; right: boolean }
export interface Completions { from: number; to: number; items: { insert: string; label: string; kind: string; detail?: Words }[] }
export interface Hovered { start?: number; end?: number; title?: Words; doc?: Words }
export interface Counted { customers: number; of: number; share: number; sampled: boolean; sampleShare?: number; low?: number; high?: number; seconds: number }
export interface Members { customers: CustomerRow[]; total: number }
export interface WhyTree { text: string; start: number; end: number; type: string; value?: string; events: number[]; children: WhyTree[] }
export interface WhyAnswer { holds: boolean; sentence: Words; tree: WhyTree; cited: { id: string; type: string; at: string }[]; removal?: { events: number[]; smallest: boolean }; change?: { kind: string; sentence: Words }; until?: string }
export interface RuleSegment { id: string; title: Words; description?: Words; text: string; aloud?: Words; customers: number; share: number; spend: string; spendShare: number; version: number; owner?: string; track?: boolean }
export interface RuleSegmentPage extends RuleSegment { tree: Tree; versions: { version: number; at: string; text: string; note?: string }[]; uses: string[]; usedBy: string[] }
export interface RuleHistory { points: { at: string; customers: number; entered: number; left: number }[] }
export interface ContrastRow { tag: string; title: Words; kind: string; value?: string; inside: number; outside: number; effect: number; low: number; high: number }
export interface Contrast { rows: ContrastRow[] }
export interface Overlap { segments: { id: string; title: Words; customers: number }[]; parts: { ids: string[]; customers: number }[] }
export interface DefinitionChange { id: string; kind: string; before?: string; after?: string; in: number; out: number; examplesIn: string[]; examplesOut: string[]; touched: string[]; seconds: number }
export interface Plan { changes: DefinitionChange[]; problems: { id: string; problem: Problem }[] }
export interface Applied { version: number; changes: DefinitionChange[] }
export interface DefinitionVersion { version: number; at: string; note?: string; changes: string[] }
export interface SegmentDraft { id: string; title: Words; description?: Words; text: string; track?: boolean }
