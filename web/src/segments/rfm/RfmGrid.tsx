import { Segmented } from 'antd';
import { Link } from 'react-router';
import type { Rfm, RfmCell } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useChoice, useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { ChartFrame } from '../../kit/chart/ChartFrame';
import type { Column } from '../../kit/DataTable';
import { colourOf, inkOn, mix } from '../../kit/tokens';
import { cellsOf, whereOf } from './cells';

const SCORES = [1, 2, 3, 4, 5] as const;

/** Recency upwards, frequency to the right; each cell opens its customers. */
export function RfmGrid({ rfm }: { rfm: Rfm }) {
  const { t, say, tokens } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const [by, setBy] = useChoice<'customers' | 'spend'>('by', ['customers', 'spend']);
  const { at, top, best } = cellsOf(rfm.grid, by);
  const nameOf = (cell: RfmCell) => say(rfm.classes.find((c) => c.id === cell.rfmClass)?.title);
  const to = (cell: RfmCell) => href('customers', { where: whereOf(cell) });
  const value = (cell: RfmCell) => (by === 'customers' ? format.number(cell.customers) : format.moneyShort(cell.spend));
  const columns: Column<RfmCell>[] = [
    { id: 'r', title: t('rfm.r'), cell: (c) => c.r },
    { id: 'f', title: t('rfm.f'), right: true, cell: (c) => c.f },
    { id: 'customers', title: t('word.customers'), right: true, cell: (c) => format.number(c.customers), raw: (c) => c.customers },
    { id: 'spend', title: t('segments.spend'), right: true, cell: (c) => format.money(c.spend, 0), raw: (c) => c.spend },
    { id: 'class', title: t('rfm.class.most'), cell: nameOf },
  ];
  const title = best ? t(`rfm.grid.${by}`, { share: format.share(by === 'customers' ? best.customers / rfm.customers : Number(best.spend) / Number(rfm.spend)), r: best.r, f: best.f }) : t('rfm.title');
  const control = <Segmented aria-label={t('rfm.by')} value={by} onChange={setBy} options={[{ value: 'customers', label: t('word.customers') }, { value: 'spend', label: t('segments.spend') }]} />;
  return (
    <ChartFrame title={title} note={t('rfm.grid.note')} controls={control} file="rfm-grid" columns={columns} rows={rfm.grid} keyOf={(c) => `${c.r}${c.f}`} height={360}>
      <div className="rfm-grid">
        <span className="rfm-axis rfm-axis-y" aria-hidden="true">{t('rfm.r')} →</span>
        <div className="rfm-cells">
          {[...SCORES].reverse().map((r) => SCORES.map((f) => {
            const cell = at(r, f);
            if (!cell || cell.customers === 0) return <span key={`${r}${f}`} className="rfm-cell none"><small className="rfm-score">{r}·{f}</small></span>;
            const ground = mix(tokens.sequence[0], tokens.sequence[1], Math.sqrt((by === 'customers' ? cell.customers : Number(cell.spend)) / top));
            const told = t('rfm.cell', { r, f, n: format.number(cell.customers), spend: format.money(cell.spend, 0), segment: nameOf(cell) });
            return (
              <Link key={`${r}${f}`} to={to(cell)} className="rfm-cell" style={{ background: ground, color: inkOn(ground) }} aria-label={told} title={told}>
                <small className="rfm-score">{r}·{f}</small>
                <b className="tabular">{value(cell)}</b>
                {cell.rfmClass && <small className="rfm-class"><i style={{ background: colourOf('rfm_class', cell.rfmClass) }} />{nameOf(cell)}</small>}
              </Link>
            );
          }))}
        </div>
        <span className="rfm-axis" aria-hidden="true">{t('rfm.f')} →</span>
      </div>
    </ChartFrame>
  );
}
