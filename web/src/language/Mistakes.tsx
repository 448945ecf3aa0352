import type { LanguageMistake } from '../api/types';
import { usePreferences } from '../app/preferences';

/** What is wrong with a text, where, and what to try. */
export function Mistakes({ mistakes, text }: { mistakes: readonly LanguageMistake[]; text: string }) {
  const { t, say } = usePreferences();
  if (mistakes.length === 0) return null;
  return (
    <ul className="mistakes" aria-live="polite">
      {mistakes.map((one, i) => (
        <li key={i} className={one.warning ? 'warned' : 'wrong'}>
          <b>{t(one.warning ? 'build.warning' : 'build.mistake')}</b> <code>{text.slice(one.start, one.end) || '…'}</code> {say(one.problem.detail)} {one.problem.hint && <span className="faint">{say(one.problem.hint)}</span>}
        </li>
      ))}
    </ul>
  );
}
