import { en } from './en';
import { zh } from './zh';

export type Language = 'en' | 'zh';
export type Key = keyof typeof en;

type Name<N extends string> = N extends `${infer Head}|${string}` ? Head : N;
type Names<S extends string> = S extends `${string}{${infer N}}${infer Rest}` ? Name<N> | Names<Rest> : never;
/** What a key's text asks for: nothing, or one value for each {name} in it. */
export type Values<K extends Key> = [Names<(typeof en)[K]>] extends [never]
  ? []
  : [Record<Names<(typeof en)[K]>, string | number>];
export type Say = <K extends Key>(key: K, ...values: Values<K>) => string;

const catalogues: Record<Language, Record<Key, string>> = { en, zh };

/** Fills {name} with its value, and {name|one|many} with the word that fits the number. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one !== undefined && many !== undefined) return String(value) === '1' ? one : many;
    return String(value);
  });
}

export function speaker(language: Language): Say {
  return (key, ...values) => {
    const text = catalogues[language][key] ?? `⟦${key}⟧`;
    return values[0] ? fill(text, values[0] as Record<string, string | number>) : text;
  };
}
