import type { Rfm } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';
import { DataTable, type Column } from '../../kit/DataTable';
import { rangesOf } from './ranges';

interface Row { name: string; ranges: string[]; above: number }

/** Between which values each score lies, and above which score a customer counts as high. */
export function Cutoffs({ rfm }: { rfm: Rfm }) {
  const { t } = usePreferences();
  const format = useFormat();
  const { cutoffs, highAbove } = rfm;
  const days = (n: number) => format.number(n, 1);
  const rows: Row[] = [
    { name: t('rfm.r.unit'), ranges: rangesOf(cutoffs.r, days, true), above: highAbove.r },
    { name: t('rfm.f.unit'), ranges: rangesOf(cutoffs.f, days, false), above: highAbove.f },
    { name: t('rfm.m.unit'), ranges: rangesOf(cutoffs.m.map(Number), (n) => format.money(n), false), above: highAbove.m },
  ];
  const columns: Column<Row>[] = [
    { id: 'name', title: t('rfm.measure'), cell: (r) => r.name },
    ...[0, 1, 2, 3, 4].map((i): Column<Row> => ({ id: `${i}`, title: t('rfm.score', { n: i + 1 }), right: true, cell: (r) => r.ranges[i] ?? '–' })),
    { id: 'above', title: t('rfm.high'), right: true, cell: (r) => format.number(r.above, 2) },
  ];
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('rfm.cutoffs')}</h2><p className="faint">{t('rfm.cutoffs.note', { how: t(`rfm.high.${highOf(rfm.high)}`) })}</p></div></header>
      <DataTable label={t('rfm.cutoffs')} columns={columns} rows={rows} keyOf={(r) => r.name} />
    </section>
  );
}

const highOf = (high: string) => (high === 'median' || high === 'fixed' ? high : 'mean');
