import { Link } from 'react-router';
import type { RuleSegment } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useHref } from '../app/url';
import { useFormat } from '../app/workspace';
import { DataTable, type Column } from '../kit/DataTable';
import { Empty } from '../kit/Empty';
import { Share } from '../kit/values';

/** The segments that are written in the language: what they say, how big they are, what they are worth. */
export function RuleTable({ rules }: { rules: readonly RuleSegment[] }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const columns: Column<RuleSegment>[] = [
    {
      id: 'title', title: t('segments.segment'), width: '44%', cell: (s) => (
        <div className="segment-name">
          <Link to={href(`segments/rules/${encodeURIComponent(s.id)}`)}>{say(s.title) || s.id}</Link>
          <p className="faint">{say(s.aloud) || s.text}</p>
        </div>
      ),
    },
    { id: 'customers', title: t('word.customers'), right: true, cell: (s) => format.number(s.customers) },
    { id: 'share', title: t('segments.share'), right: true, cell: (s) => <Share value={s.share} bar /> },
    { id: 'spend', title: t('segments.spend'), right: true, cell: (s) => format.money(s.spend, 0) },
    { id: 'spendShare', title: t('segments.spendShare'), right: true, cell: (s) => <Share value={s.spendShare} bar /> },
    { id: 'version', title: t('rule.version'), right: true, cell: (s) => (s.version > 0 ? format.number(s.version) : '–') },
    { id: 'use', title: t('segments.use'), width: '1%', cell: (s) => <Link className="nowrap" to={href('overview', { population: s.id })} aria-label={t('segments.use.for', { segment: say(s.title) || s.id })}>{t('segments.use.do')}</Link> },
  ];
  return (
    <section className="panel">
      <header className="panel-head">
        <div className="panel-title"><h2>{t('rules.title')}</h2><p className="faint">{t('rules.note')}</p></div>
        <div className="panel-tools"><Link className="button" to={href('segments/overlap', { ids: rules.slice(0, 4).map((s) => s.id).join(',') })}>{t('rule.overlap')}</Link><Link className="button primary" to={href('segments/new')}>{t('rules.new')}</Link></div>
      </header>
      {rules.length === 0
        ? <Empty title={t('rules.none')} teach={t('rules.none.teach')} action={<Link className="button primary" to={href('segments/new')}>{t('rules.new')}</Link>} />
        : <DataTable label={t('rules.title')} columns={columns} rows={rules} keyOf={(s) => s.id} />}
    </section>
  );
}
