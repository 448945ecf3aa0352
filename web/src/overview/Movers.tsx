import { Link } from 'react-router';
import type { Segment, SegmentList } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useHref } from '../app/url';
import { useFormat } from '../app/workspace';
import { Answer } from '../kit/Answer';
import { TableSkeleton } from '../kit/Skeletons';
import { Delta, Mark } from '../kit/values';
import { Sparkline } from '../kit/Sparkline';
import { movers } from './ranking';
import { useSegments } from './queries';

const SHOWN = 5;

/** The segments that grew and shrank most in 30 days. */
export function Movers() {
  return (
    <Answer of={useSegments()} skeleton={<section className="panel"><TableSkeleton rows={10} /></section>}>
      {(data) => <Moved data={data} />}
    </Answer>
  );
}

function Moved({ data }: { data: SegmentList }) {
  const { t } = usePreferences();
  const { grown, shrunk } = movers(data, SHOWN);
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('movers.title')}</h2><p className="faint">{t('movers.note')}</p></div></header>
      <List title={t('movers.grown')} segments={grown} />
      <List title={t('movers.shrunk')} segments={shrunk} />
      {grown.length + shrunk.length === 0 && <p className="faint">{t('movers.none')}</p>}
    </section>
  );
}

function List({ title, segments }: { title: string; segments: readonly Segment[] }) {
  const { say } = usePreferences();
  const href = useHref();
  const format = useFormat();
  if (segments.length === 0) return null;
  return (
    <>
      <h3 className="movers-head">{title}</h3>
      <ul className="movers">
        {segments.map((s) => (
          <li key={s.id}>
            <Link to={href('customers', { where: s.id })}><Mark tag={s.id.split(':')[0] ?? ''} value={s.value} title={say(s.title)} /></Link>
            <Sparkline values={s.series} label={say(s.title)} />
            <span className="tabular">{format.number(s.customers)}</span>
            <Delta now={s.customers} before={s.before} as="count" />
          </li>
        ))}
      </ul>
    </>
  );
}
