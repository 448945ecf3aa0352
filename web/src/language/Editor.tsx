import { useEffect, useRef, useState } from 'react';
import type { EditorView } from '@codemirror/view';
import { postJson, workspaceUrl } from '../api/client';
import type { Completions, Hovered, LanguageMistake } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useWorkspace } from '../app/workspace';
import './language.css';

interface Props { text: string; change: (text: string) => void; mistakes: readonly LanguageMistake[]; label: string; hint: string; oneLine?: boolean; entered?: () => void }

/** The text of an expression, with completion, explanations on hover, and mistakes underlined; the library is fetched when it is first shown. */
export function Editor({ text, change, mistakes, label, hint, oneLine = false, entered }: Props) {
  const { say } = usePreferences();
  const { id } = useWorkspace();
  const box = useRef<HTMLDivElement>(null);
  const now = useRef({ text, change, entered, say });
  now.current = { text, change, entered, say };
  const [made, setMade] = useState<{ view: EditorView; part: typeof import('./editor') } | null>(null);

  useEffect(() => {
    let gone = false;
    let view: EditorView | undefined;
    const ask = <T,>(path: string, body: unknown) => postJson<T>(workspaceUrl(id, path), body).catch(() => null);
    void import('./editor').then((part) => {
      if (gone || !box.current) return;
      view = part.createEditor(box.current, now.current.text, {
        label, hint, oneLine,
        changed: (next) => now.current.change(next),
        entered: () => now.current.entered?.(),
        complete: async (written, offset) => {
          const found = await ask<Completions>('/language/complete', { text: written, offset });
          return found && { ...found, items: found.items.map((one) => ({ ...one, detail: now.current.say(one.detail) })) };
        },
        hover: async (written, offset) => {
          const found = await ask<Hovered>('/language/hover', { text: written, offset });
          if (found?.start == null || found.end == null) return null;
          return { start: found.start, end: found.end, title: now.current.say(found.title), doc: now.current.say(found.doc) };
        },
      });
      setMade({ view, part });
    });
    return () => {
      gone = true;
      view?.destroy();
      setMade(null);
    };
  }, [id, label, hint, oneLine]);

  useEffect(() => { if (made) made.part.replaceText(made.view, text); }, [made, text]);
  useEffect(() => {
    if (made) made.part.underline(made.view, mistakes.map((one) => ({ ...one, message: say(one.problem.detail) })));
  }, [made, mistakes, say]);

  return <div ref={box} className={oneLine ? 'editor one-line' : 'editor'}>{!made && <code className="editor-waiting">{text || hint}</code>}</div>;
}
