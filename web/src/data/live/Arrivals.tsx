import { Button, Drawer, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Arrival, Live } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useChoice, useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { DataTable, type Column } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { indented } from './joined';
import { useArrivals } from './queries';

const SHOWN = ['all', 'aside'] as const;

/** The last messages, the newest first; one that is chosen opens beside them. */
export function Arrivals({ live }: { live: Live }) {
  const { t } = usePreferences();
  const [which, choose] = useChoice('show', SHOWN);
  const [paused, setPaused] = useState(false);
  const [open, setOpen] = useState<Arrival>();
  const arrivals = useArrivals(live.collecting, paused);
  const shown = which === 'all' ? arrivals : arrivals.filter((one) => one.outcome === 'aside');
  return (
    <section className="panel" aria-label={t('live.arrivals')}>
      <div className="live-head">
        <h2>{t('live.arrivals')}</h2>
        <Segmented value={which} onChange={choose} options={SHOWN.map((value) => ({ value, label: t(`live.show.${value}`) }))} aria-label={t('live.show')} />
        <Button size="small" onClick={() => setPaused(!paused)} aria-pressed={paused}>{t(paused ? 'live.resume' : 'live.pause')}</Button>
      </div>
      {shown.length === 0
        ? <Empty title={t(which === 'all' ? 'live.quiet' : 'live.sound')} teach={t(which === 'all' ? 'live.quiet.teach' : 'live.sound.teach')} />
        : <Table arrivals={shown} open={setOpen} />}
      <Drawer open={open !== undefined} onClose={() => setOpen(undefined)} title={open?.name || t('live.message')} size={Math.min(620, window.innerWidth)}>
        {open && <Message arrival={open} />}
      </Drawer>
    </section>
  );
}

function Table({ arrivals, open }: { arrivals: readonly Arrival[]; open: (arrival: Arrival) => void }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const columns: Column<Arrival>[] = [
    { id: 'received', title: t('live.received'), width: '1%', cell: (a) => <span className="tabular nowrap">{format.time(a.received)}</span> },
    { id: 'name', title: t('live.name'), cell: (a) => <button type="button" className="plain live-open" onClick={() => open(a)}>{a.name || t('live.message')}</button> },
    { id: 'outcome', title: t('live.outcome'), cell: (a) => <span className={`live-outcome ${a.outcome}`}>{a.outcome === 'taken' && a.typeTitle ? t('live.as', { type: say(a.typeTitle) }) : t(`live.outcome.${a.outcome}`)}{a.reasonTitle && `: ${say(a.reasonTitle)}`}</span> },
    { id: 'who', title: t('live.who'), cell: (a) => (a.customer === undefined ? <span className="faint">{a.outcome === 'taken' ? t('live.nobody') : '–'}</span> : <Link to={href(`customers/${encodeURIComponent(a.customer)}`)}>{a.customer}</Link>) },
    { id: 'identifiers', title: t('live.identifiers'), cell: (a) => <span className="faint">{a.identifiers.map((one) => `${one.kind} ${one.value}`).join(' · ')}</span> },
  ];
  return <DataTable label={t('live.arrivals')} columns={columns} rows={arrivals} keyOf={(a) => String(a.number)} maxHeight={560} stacks />;
}

function Message({ arrival }: { arrival: Arrival }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const facts: [string, string][] = [
    [t('live.received'), format.instant(arrival.received)],
    [t('live.happened'), arrival.at === undefined ? '–' : format.instant(arrival.at)],
    [t('live.source'), arrival.source],
    [t('live.outcome'), arrival.reasonTitle ? say(arrival.reasonTitle) : arrival.typeTitle ? t('live.as', { type: say(arrival.typeTitle) }) : t(`live.outcome.${arrival.outcome}`)],
    [t('live.identifiers'), arrival.identifiers.map((one) => `${one.kind} ${one.value}`).join(', ') || '–'],
  ];
  return (
    <div className="live-depth">
      <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <section><h3>{t('live.raw')}</h3><pre className="live-raw" role="region" aria-label={t('live.raw')} tabIndex={0}>{indented(arrival.raw)}</pre></section>
    </div>
  );
}
