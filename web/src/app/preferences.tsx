import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { dark, light, type Tokens } from '../kit/tokens';
import { speaker, type Language, type Say } from '../words/words';
import type { Words } from '../api/types';

export type ThemeChoice = 'light' | 'dark' | 'system';

export interface Preferences {
  language: Language; setLanguage(language: Language): void;
  theme: ThemeChoice; setTheme(theme: ThemeChoice): void;
  isDark: boolean; tokens: Tokens;
  /** A text of the catalogue. */
  t: Say;
  /** A text that came from the server in both languages. */
  say(words: Words | null | undefined): string;
}

const Context = createContext<Preferences | null>(null);

function remembered<V extends string>(name: string, allowed: readonly V[], otherwise: V): V {
  const asked = new URLSearchParams(location.search).get(name);
  const kept = asked ?? localStorage.getItem(`limner.${name}`);
  const found = allowed.find((one) => one === kept);
  if (asked && found) localStorage.setItem(`limner.${name}`, found);
  return found ?? otherwise;
}

const browserLanguage = (): Language => (navigator.language.startsWith('zh') ? 'zh' : 'en');

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() => remembered('lang', ['en', 'zh'] as const, browserLanguage()));
  const [theme, setTheme] = useState(() => remembered('theme', ['light', 'dark', 'system'] as const, 'system'));
  const systemDark = useSystemDark();
  const isDark = theme === 'dark' || (theme === 'system' && systemDark);
  const tokens = isDark ? dark : light;

  useEffect(() => {
    localStorage.setItem('limner.lang', language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  useEffect(() => localStorage.setItem('limner.theme', theme), [theme]);
  useEffect(() => {
    const style = document.documentElement.style;
    for (const [name, value] of Object.entries(tokens)) {
      if (typeof value === 'string') style.setProperty(`--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`, value);
    }
    style.colorScheme = isDark ? 'dark' : 'light';
  }, [tokens, isDark]);

  const value = useMemo<Preferences>(() => ({
    language, setLanguage, theme, setTheme, isDark, tokens,
    t: speaker(language),
    say: (words) => words?.[language] ?? '',
  }), [language, theme, isDark, tokens]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

function useSystemDark(): boolean {
  const query = useMemo(() => matchMedia('(prefers-color-scheme: dark)'), []);
  const [matches, setMatches] = useState(query.matches);
  useEffect(() => {
    const heard = () => setMatches(query.matches);
    query.addEventListener('change', heard);
    return () => query.removeEventListener('change', heard);
  }, [query]);
  return matches;
}

export function usePreferences(): Preferences {
  const value = useContext(Context);
  if (!value) throw new Error('PreferencesProvider is missing');
  return value;
}
