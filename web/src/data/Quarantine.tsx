import { Button, Drawer, Select } from 'antd';
import type { QuarantineRow, Source } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { DataTable, type Column } from '../kit/DataTable';
import { Empty } from '../kit/Empty';
import { Failure } from '../kit/Failure';
import { TableSkeleton } from '../kit/Skeletons';
import { totalsOf } from './totals';
import { useQuarantine } from './queries';

interface Props { source: Source | undefined; reason: string | undefined; choose: (reason: string | undefined) => void; close: () => void }

/** The rows that were set aside, as they came, by reason. */
export function Quarantine({ source, reason, choose, close }: Props) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const reasons = source ? totalsOf(source.loads).quarantined : [];
  const options = [{ value: '', label: t('data.aside.all') }, ...reasons.map((r) => ({ value: r.id, label: `${say(r.title)} (${format.number(r.count)})` }))];
  return (
    <Drawer open={source !== undefined} onClose={close} title={t('data.aside.title')} size={Math.min(760, window.innerWidth)}>
      {source && (
        <div className="aside">
          <Select aria-label={t('data.aside.reason')} value={reason ?? ''} options={options} onChange={(value: string) => choose(value || undefined)} style={{ width: '100%' }} />
          <Rows source={source.id} reason={reason} />
        </div>
      )}
    </Drawer>
  );
}

function Rows({ source, reason }: { source: string; reason: string | undefined }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useQuarantine(source, reason);
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data) return <TableSkeleton rows={10} />;
  const rows = data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <Empty title={t('data.aside.none')} teach={t('data.aside.none.teach')} />;
  const columns: Column<QuarantineRow>[] = [
    { id: 'line', title: t('data.aside.line'), width: '1%', cell: (r) => <span className="tabular nowrap">{format.number(r.load)}, {format.number(r.line)}</span> },
    { id: 'reason', title: t('data.aside.reason'), width: '1%', cell: (r) => <span className="nowrap">{say(r.title)}</span> },
    { id: 'raw', title: t('data.aside.raw'), cell: (r) => <code className="raw">{r.raw}</code> },
  ];
  return (
    <>
      <DataTable label={t('data.aside.title')} columns={columns} rows={rows} keyOf={(r) => `${r.load}-${r.line}-${r.reason}`} stacks />
      <p className="events-foot faint tabular">
        {t('portrait.events.shown', { shown: format.number(rows.length), total: format.number(data.pages[0]?.total ?? rows.length) })}
        {hasNextPage && <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('data.aside.more')}</Button>}
      </p>
    </>
  );
}
