import { Link } from 'react-router';
import type { MatchPair, MatchPart, MatchSide } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { Scroll } from '../../kit/DataTable';
import { reach, sideOf, signed } from './bars';

/** Two records side by side, and between them what each trait says for or against one person. */
export function PairView({ pair }: { pair: MatchPair }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  return (
    <>
      <p className="pair-sum">
        <b className="tabular">{t('match.chance', { share: format.share(pair.probability) })}</b>
        {pair.cause !== 'doubtful' && <span className="pair-cause">{t(`match.cause.${pair.cause}`)}</span>}
      </p>
      <Scroll label={t('match.table')}>
        <table className="table pair-table">
          <thead>
            <tr>
              <th scope="col">{t('match.trait')}</th>
              <th scope="col"><Who side={pair.one} label={t('match.one')} /></th>
              <th scope="col"><Who side={pair.other} label={t('match.other')} /></th>
              <th scope="col">{t('match.says')}</th>
            </tr>
          </thead>
          <tbody>
            {pair.parts.map((part) => (
              <tr key={part.title.en}>
                <th scope="row">{say(part.title)}</th>
                <td data-label={t('match.one')}>{part.one ?? <span className="faint">–</span>}</td>
                <td data-label={t('match.other')}>{part.other ?? <span className="faint">–</span>}</td>
                <td className="pair-says"><Weight part={part} /></td>
              </tr>
            ))}
            <tr className="pair-prior"><th scope="row">{t('match.prior')}</th><td colSpan={2} className="faint">{t('match.prior.about')}</td><td className="pair-says"><Bar bits={pair.priorBits} /></td></tr>
            {sideOf(pair.householdBits) !== 'none' && <tr><th scope="row">{t('match.household')}</th><td colSpan={2} className="faint">{t('match.household.about')}</td><td className="pair-says"><Bar bits={pair.householdBits} /></td></tr>}
            {pair.others.map((other) => (
              <tr key={other.title.en} className="pair-other">
                <th scope="row">{say(other.title)}</th>
                <td data-label={t('match.one')}>{other.one ?? '–'}</td>
                <td data-label={t('match.other')}>{other.other ?? '–'}</td>
                <td className="faint pair-says">{t('match.uncompared')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function Who({ side, label }: { side: MatchSide; label: string }) {
  const { t } = usePreferences();
  const href = useHref();
  return (
    <span className="pair-who">
      <Link to={href(`customers/${encodeURIComponent(side.id)}`)} aria-label={t('match.open', { who: label, id: side.id })}>{side.id}</Link>
      {side.identifiers.length > 1 && <span className="faint" title={side.identifiers.map((one) => `${one.kind}:${one.value}`).join('\n')}>{t('match.identifiers', { n: side.identifiers.length })}</span>}
    </span>
  );
}

function Weight({ part }: { part: MatchPart }) {
  const { say } = usePreferences();
  const rarity = say(part.rarity);
  return (
    <>
      <Bar bits={part.bits} />
      <span className="weight-words">{say(part.agreement)}{rarity && ` (${rarity})`}{part.level !== 'missing' && <span className="faint"> · {say(part.worth)}</span>}</span>
    </>
  );
}

/** A bar from the middle: to the right for one person, to the left against it. */
function Bar({ bits }: { bits: number }) {
  const side = sideOf(bits);
  return (
    <span className="weight">
      <span className="weight-bar" aria-hidden="true"><i className={side} style={{ width: `${reach(bits) * 50}%` }} /></span>
      <span className="tabular weight-bits">{signed(bits)}</span>
    </span>
  );
}
