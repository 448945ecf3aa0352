import { Link } from 'react-router';
import type { DataClassView, ErasureView, PrivacyView, PurposeView } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useTitle } from '../../app/title';
import { useHref } from '../../app/url';
import { useFormat, useWorkspace } from '../../app/workspace';
import { Act } from '../../kit/Act';
import { Answer } from '../../kit/Answer';
import { DataTable, type Column } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { Failure } from '../../kit/Failure';
import { TableSkeleton } from '../../kit/Skeletons';
import { Found } from './Found';
import { Person } from './Person';
import { usePrivacy, usePurge } from './queries';
import '../data.css';
import './privacy.css';

/** What is promised of people's data: consent, how long what is kept, and who is being erased. */
export function PrivacyPage() {
  const { t } = usePreferences();
  const href = useHref();
  useTitle(t('privacy.title'));
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('privacy.title')}</h1>
        <p className="faint"><Link to={href('data')}>{t('quality.back')}</Link></p>
      </header>
      <Answer of={usePrivacy()} skeleton={<div className="panel"><TableSkeleton rows={12} /></div>}>
        {(privacy) => <div className="privacy"><Purposes purposes={privacy.purposes} /><Retention privacy={privacy} /><Person /><Erasures privacy={privacy} /></div>}
      </Answer>
    </div>
  );
}

function Purposes({ purposes }: { purposes: readonly PurposeView[] }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const columns: Column<PurposeView>[] = [
    { id: 'purpose', title: t('privacy.purpose'), cell: (p) => <span className={p.channel === undefined ? undefined : 'privacy-channel'}>{say(p.title)}{!p.declared && <span className="faint"> {t('privacy.undeclared')}</span>}</span> },
    { id: 'default', title: t('privacy.silence'), cell: (p) => t(p.byDefault ? 'privacy.silence.yes' : 'privacy.silence.no') },
    { id: 'consenting', title: t('privacy.consenting'), right: true, cell: (p) => format.number(p.consenting) },
    { id: 'share', title: t('privacy.share'), right: true, cell: (p) => (p.all === 0 ? '–' : format.share(p.consenting / p.all)) },
  ];
  return (
    <section className="panel" aria-label={t('privacy.consent')}>
      <header className="panel-head"><div className="panel-title"><h2>{t('privacy.consent')}</h2><p className="faint">{t('privacy.consent.about')}</p></div></header>
      {purposes.length === 0
        ? <Empty title={t('privacy.consent.none')} teach={t('privacy.consent.none.teach')} />
        : <DataTable label={t('privacy.consent')} columns={columns} rows={purposes} keyOf={(p) => `${p.purpose} ${p.channel ?? ''}`} stacks />}
    </section>
  );
}

function Retention({ privacy }: { privacy: PrivacyView }) {
  const { t, say, language } = usePreferences();
  const format = useFormat();
  const purge = usePurge();
  const working = useWorkspace().status.state === 'working';
  const long = (keep: string | undefined) => (keep === undefined ? t('privacy.keep.always') : kept(keep, language));
  const what = (c: DataClassView) => [
    c.values.length > 0 && t('privacy.values', { names: c.values.join(', ') }),
    c.types.length > 0 && t('privacy.types', { names: c.types.join(', ') }),
    c.sources.length > 0 && t('privacy.sources', { names: c.sources.join(', ') }),
  ].filter(Boolean).join(t('privacy.of'));
  const beside = (name: string, title: string, keep: string | undefined, due: number): Row => ({ name, title, what: '', keep: long(keep), due, months: [] });
  const rows: Row[] = [
    ...privacy.classes.map((c) => ({ name: c.name, title: say(c.title), what: what(c), keep: long(c.keep), due: c.due, months: c.months })),
    beside('quarantine', t('privacy.quarantine'), privacy.keepQuarantine, privacy.quarantineDue),
    beside('intents', t('privacy.intents'), privacy.keepIntents, privacy.intentsDue),
  ];
  const columns: Column<Row>[] = [
    { id: 'class', title: t('privacy.class'), cell: (r) => <>{r.title}{r.what && <span className="faint privacy-what">{r.what}</span>}</> },
    { id: 'keep', title: t('privacy.keep'), cell: (r) => r.keep },
    { id: 'due', title: t('privacy.due'), right: true, cell: (r) => format.number(r.due) },
    { id: 'months', title: t('privacy.months'), right: true, cell: (r) => (r.months.length === 0 ? '–' : format.number(r.months.length)) },
  ];
  return (
    <section className="panel" aria-label={t('privacy.retention')}>
      <header className="panel-head">
        <div className="panel-title"><h2>{t('privacy.retention')}</h2><p className="faint">{t('privacy.retention.about')}</p></div>
        <div className="privacy-purge">
          <Act right="privacy" onClick={() => purge.mutate()} loading={purge.isPending || working} disabled={working}>{t('privacy.purge')}</Act>
          <span className="faint">{privacy.lastPurge === undefined ? t('privacy.purge.never') : t('privacy.purge.last', { at: format.instant(privacy.lastPurge) })}</span>
        </div>
      </header>
      {purge.error && <Failure error={purge.error} />}
      <DataTable label={t('privacy.retention')} columns={columns} rows={rows} keyOf={(r) => r.name} stacks />
    </section>
  );
}

interface Row { name: string; title: string; what: string; keep: string; due: number; months: readonly string[] }

/** A time that something is kept for, as people read it. */
function kept(keep: string, language: string): string {
  const [count, unit = ''] = keep.split(' ');
  return language === 'zh' ? `${count} ${unit.startsWith('day') ? '天' : '小时'}` : keep;
}

function Erasures({ privacy }: { privacy: PrivacyView }) {
  const { t } = usePreferences();
  const format = useFormat();
  const columns: Column<ErasureView>[] = [
    { id: 'number', title: t('privacy.erasure'), width: '1%', cell: (e) => <span className="tabular">{e.number}</span> },
    { id: 'at', title: t('privacy.asked'), cell: (e) => <span className="tabular">{format.instant(e.at)}</span> },
    { id: 'state', title: t('privacy.state'), cell: (e) => <span className={`privacy-state ${e.state}`}>{t(`privacy.state.${e.state}`, { at: format.instant(e.doneAt ?? e.due) })}</span> },
    { id: 'found', title: t('privacy.gone'), cell: (e) => <Found found={e.found} /> },
    { id: 'reason', title: t('privacy.reason'), cell: (e) => <span className="faint">{[e.who, e.reason].filter(Boolean).join(': ') || '–'}</span> },
  ];
  return (
    <section className="panel" aria-label={t('privacy.erasures')}>
      <header className="panel-head"><div className="panel-title"><h2>{t('privacy.erasures')}</h2><p className="faint">{t('privacy.erasures.about', { within: kept(privacy.eraseWithin, usePreferences().language) })}</p></div></header>
      {privacy.erasures.length === 0
        ? <Empty title={t('privacy.erasures.none')} teach={t('privacy.erasures.none.teach')} />
        : <DataTable label={t('privacy.erasures')} columns={columns} rows={privacy.erasures} keyOf={(e) => String(e.number)} stacks />}
    </section>
  );
}
