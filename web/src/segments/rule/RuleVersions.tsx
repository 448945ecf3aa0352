import type { RuleSegmentPage } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';
import { DataTable, type Column } from '../../kit/DataTable';

type Version = RuleSegmentPage['versions'][number];

/** What the segment said before, newest first. */
export function RuleVersions({ segment }: { segment: RuleSegmentPage }) {
  const { t } = usePreferences();
  const format = useFormat();
  const rows = [...segment.versions].sort((a, b) => b.version - a.version);
  const columns: Column<Version>[] = [
    { id: 'version', title: t('rule.version'), width: '80px', cell: (v) => <span className="tabular">{format.number(v.version)}</span> },
    { id: 'at', title: t('rule.at'), width: '150px', cell: (v) => <span className="nowrap">{format.instant(v.at)}</span> },
    { id: 'text', title: t('rule.text'), cell: (v) => <code className="rule-old">{v.text}</code> },
    { id: 'note', title: t('plan.note'), cell: (v) => v.note ?? '' },
  ];
  return (
    <section className="panel">
      <header className="panel-head"><h2>{t('rule.versions')}</h2></header>
      {rows.length === 0 ? <p className="faint">{t('rule.versions.none')}</p> : <DataTable label={t('rule.versions')} columns={columns} rows={rows} keyOf={(v) => String(v.version)} stacks />}
    </section>
  );
}
