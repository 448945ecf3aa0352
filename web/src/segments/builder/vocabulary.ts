import type { Vocabulary } from '../../api/types';

/** What kind of values a name has, as far as the form is concerned. */
export type Kind = 'number' | 'text' | 'choice' | 'date' | 'bool' | 'list' | 'duration' | 'weekday';

export interface Known { name: string; title: string; kind: Kind; choices: readonly { id: string; title: string }[]; group?: string }

/** The names that conditions may use: those of customers, or, inside an event's "where", those of the event. */
export interface Names {
  all: readonly Known[];
  find(name: string): Known | undefined;
}

const KINDS: Readonly<Record<string, Kind>> = {
  number: 'number', integer: 'number', money: 'number', days: 'number', decimal: 'number', boolean: 'bool', bool: 'bool',
  date: 'date', instant: 'date', list: 'list', choice: 'choice', duration: 'duration', weekday: 'weekday',
};

export const kindOf = (type: string | undefined): Kind => KINDS[(type ?? '').toLowerCase()] ?? 'text';

export type Speak = (words: { en: string; zh: string } | null | undefined) => string;

const namesOf = (all: readonly Known[]): Names => {
  const byName = new Map(all.map((one) => [one.name, one]));
  return { all, find: (name) => byName.get(name) };
};

export function customerNames(vocabulary: Vocabulary | undefined, say: Speak): Names {
  const tags = (vocabulary?.tags ?? []).map((tag): Known => {
    const choices = (tag.choices ?? []).map((one) => ({ id: one.id, title: say(one.title) || one.id }));
    return { name: tag.name, title: say(tag.title) || tag.name, kind: choices.length ? 'choice' : kindOf(tag.type), choices, group: tag.group };
  });
  const traits = (vocabulary?.traits ?? []).map((one): Known => ({ name: one.name, title: say(one.title) || one.name, kind: kindOf(one.type), choices: [] }));
  return namesOf([...tags, ...traits.filter((one) => !tags.some((tag) => tag.name === one.name))]);
}

export function eventNames(vocabulary: Vocabulary | undefined, type: string, say: Speak): Names {
  const event = vocabulary?.events.find((one) => one.name === type);
  return namesOf((event?.properties ?? []).map((one) => ({ name: one.name, title: say(one.title) || one.name, kind: kindOf(one.type), choices: [] })));
}
