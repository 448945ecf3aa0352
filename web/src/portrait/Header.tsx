import { Link } from 'react-router';
import type { Portrait } from '../api/types';
import { useTags } from '../app/catalogue';
import { usePreferences } from '../app/preferences';
import { useHref } from '../app/url';
import { useFormat } from '../app/workspace';
import { TagText } from '../kit/TagText';
import { Medallion } from './Medallion';

const FACES = ['lifecycle', 'value_tier', 'rfm_class'];

/** Who this is: the medallion, the id, one line in words, and the states that matter most. */
export function Header({ portrait }: { portrait: Portrait }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const tags = useTags();
  const faces = FACES.flatMap((id) => {
    const tag = tags.get(id);
    const value = portrait.tags.find((one) => one.tag === id)?.value;
    return tag && value ? [{ tag, value }] : [];
  });
  const others = portrait.identifiers.filter((one) => one.value !== portrait.id);
  return (
    <header className="who">
      <Medallion rfm={portrait.rfm} />
      <div className="who-text">
        <p className="faint crumb"><Link to={href('customers')}>{t('portrait.crumb')}</Link> / <span className="tabular">{portrait.id}</span></p>
        <h1>{say(portrait.story) || t('portrait.title', { id: portrait.id })}</h1>
        <ul className="who-faces">
          {faces.map(({ tag, value }) => <li key={tag.id}><span className="faint">{say(tag.title)}</span> <TagText tag={tag} value={value} /></li>)}
        </ul>
        <p className="faint who-facts">
          <Copyable value={portrait.id} />
          {others.map((one) => <span key={one.kind + one.value}>{one.kind} <Copyable value={one.value} /></span>)}
          {others.length > 0 && <Link to={href('data/identity', { tab: 'hand', customer: portrait.id })}>{t('identity.split.link')}</Link>}
          {portrait.firstEvent && portrait.lastEvent && (
            <span>{t('portrait.facts', { events: format.number(portrait.events), first: format.date(portrait.firstEvent), last: format.date(portrait.lastEvent) })}</span>
          )}
        </p>
      </div>
    </header>
  );
}

function Copyable({ value }: { value: string }) {
  const { t } = usePreferences();
  return <button type="button" className="code" title={t('portrait.copy', { value })} aria-label={t('portrait.copy', { value })} onClick={() => void navigator.clipboard?.writeText(value)}>{value}</button>;
}
