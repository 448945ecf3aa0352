import { useEffect, useState } from 'react';
import { usePreferences } from '../../app/preferences';
import type { Draft } from './draft';
import type { Expr } from './tree';

/** The tree as the API takes it. */
export function JsonFace({ draft }: { draft: Draft }) {
  const { t } = usePreferences();
  const usual = draft.tree ? JSON.stringify(draft.tree, null, 2) : '';
  const [typed, setTyped] = useState(usual);
  const [wrong, setWrong] = useState('');
  useEffect(() => setTyped((now) => (sameJson(now, usual) ? now : usual || now)), [usual]);
  const put = (next: string) => {
    setTyped(next);
    try {
      const tree: unknown = JSON.parse(next);
      if (tree === null || typeof tree !== 'object' || !('is' in tree)) throw new SyntaxError(t('build.json.is'));
      setWrong('');
      draft.plant(tree as Expr);
    } catch (failed) {
      setWrong(failed instanceof SyntaxError ? failed.message : String(failed));
    }
  };
  return (
    <>
      <textarea className="build-json" aria-label={t('build.face.json')} spellCheck={false} rows={Math.min(30, Math.max(12, typed.split('\n').length + 1))} value={typed} onChange={(event) => put(event.target.value)} />
      <p className={wrong ? 'mistakes wrong' : 'faint'} aria-live="polite">{wrong ? t('build.json.wrong', { what: wrong }) : t('build.json.note')}</p>
    </>
  );
}

function sameJson(a: string, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
  } catch {
    return false;
  }
}
