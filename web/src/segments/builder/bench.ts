import { createContext, useContext } from 'react';
import type { Vocabulary } from '../../api/types';
import type { Option } from '../../kit/fields';
import type { Stock } from './templates';
import { customerNames, eventNames, type Names, type Speak } from './vocabulary';
import { ANY_TYPE } from './tree';

/** What every part of the visual builder needs to know: names, in the reader's language. */
export interface Bench {
  customer: Names;
  event(type: string): Names;
  events: readonly Option[];
  segments: readonly Option[];
  stock: Stock;
  /** The stock inside an event's "where". */
  stockOf(type: string): Stock;
  toText(): void;
}

/** Whose names a condition uses: the customer's, or those of an event of a type. */
export interface Where { names: Names; event?: string }

export function benchOf(vocabulary: Vocabulary | undefined, say: Speak, today: string, anyEvent: string, toText: () => void): Bench {
  const customer = customerNames(vocabulary, say);
  const made = new Map<string, Names>();
  const event = (type: string): Names => {
    const names = made.get(type) ?? eventNames(vocabulary, type, say);
    made.set(type, names);
    return names;
  };
  const events = (vocabulary?.events ?? []).map((one) => ({ value: one.name, label: say(one.title) || one.name }));
  const segments = (vocabulary?.segments ?? []).map((one) => ({ value: one.id, label: say(one.title) || one.id }));
  return {
    customer, event, segments, toText,
    events: [...events, { value: ANY_TYPE, label: anyEvent }],
    stock: { names: customer.all, events: events.map(({ value }) => ({ name: value, properties: event(value).all })), segments: segments.map(({ value }) => ({ id: value })), today },
    stockOf: (type) => ({ names: event(type).all, events: [], segments: [], today }),
  };
}

export const BenchContext = createContext<Bench | null>(null);

export function useBench(): Bench {
  const bench = useContext(BenchContext);
  if (!bench) throw new Error('BenchContext is missing');
  return bench;
}
