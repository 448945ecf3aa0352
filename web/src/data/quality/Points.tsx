import { usePreferences } from '../../app/preferences';
import { bandOf } from './bands';

/** A score from 0 to 100: the number, a meter, and for the ear the word. */
export function Points({ points, large }: { points: number; large?: boolean }) {
  const { t } = usePreferences();
  return (
    <span className={`points ${bandOf(points)}${large ? ' large' : ''}`} title={t(`quality.band.${bandOf(points)}`)}>
      <b className="tabular">{points}</b>
      <span className="points-bar" aria-hidden="true"><i style={{ width: `${points}%` }} /></span>
    </span>
  );
}
