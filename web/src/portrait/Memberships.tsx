import { Link } from 'react-router';
import type { Membership } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useHref } from '../app/url';
import { useFormat } from '../app/workspace';
import { Mark } from '../kit/values';

/** The segments a customer is in: since when, and what would change it. */
export function Memberships({ memberships }: { memberships: readonly Membership[] }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('portrait.memberships')}</h2></div></header>
      {memberships.length === 0 && <p className="faint">{t('portrait.members.none')}</p>}
      <ul className="members">
        {memberships.map((m) => {
          const [tag = '', value = ''] = m.segment.split(':');
          return (
            <li key={m.segment}>
              <p><Link to={href('customers', { where: m.segment })}><Mark tag={tag} value={value} title={say(m.title)} /></Link>
                {m.since && <span className="faint"> {t('portrait.since', { day: format.date(m.since) })}</span>}</p>
              {m.flip && <p className="faint">{say(m.flip)}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
