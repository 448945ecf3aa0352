import { useState } from 'react';
import { Button } from 'antd';
import type { Contrast as Answered, ContrastRow } from '../../api/types';
import { useTags } from '../../app/catalogue';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';
import { Answer } from '../../kit/Answer';
import { DataTable, type Column } from '../../kit/DataTable';
import { TableSkeleton } from '../../kit/Skeletons';
import { textOf } from '../../kit/TagText';
import { useContrast } from '../queries';
import { scaleOf, sizeOf, type Scale } from './scale';

const FIRST = 12;
const WIDTH = 180;

/** How the people inside differ from those outside, tag by tag, strongest first. */
export function Contrast({ id }: { id: string }) {
  return <Answer of={useContrast(id)} skeleton={<div className="panel"><TableSkeleton rows={10} /></div>}>{(data) => <ContrastTable contrast={data} title={undefined} />}</Answer>;
}

/** The same of a contrast that was asked elsewhere. */
export function ContrastTable({ contrast, title }: { contrast: Answered; title: string | undefined }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const tags = useTags();
  const [all, setAll] = useState(false);
  const rows = all ? contrast.rows : contrast.rows.slice(0, FIRST);
  const scale = scaleOf(contrast.rows.flatMap((row) => [row.low, row.high]));
  const about = (row: ContrastRow) => {
    const value = row.value == null ? '' : say(tags.get(row.tag)?.values?.find((one) => one.id === row.value)?.title) || row.value;
    return value ? t('contrast.value', { tag: say(row.title), value }) : say(row.title);
  };
  const shown = (row: ContrastRow, value: number) => {
    const tag = tags.get(row.tag);
    if (row.kind === 'choice') return format.share(value);
    return tag?.type === 'money' ? textOf(tag, String(value), format) : format.number(value, 1);
  };
  const effect = (row: ContrastRow) => t('contrast.effect.value', { effect: format.number(row.effect, 2), low: format.number(row.low, 2), high: format.number(row.high, 2) });
  const columns: Column<ContrastRow>[] = [
    { id: 'tag', title: t('contrast.tag'), cell: about },
    { id: 'mark', title: t('contrast.scale', { reach: format.number(scale.reach, 1) }), width: `${WIDTH + 20}px`, cell: (r) => <Whisker row={r} scale={scale} label={`${about(r)}: ${effect(r)}`} /> },
    { id: 'effect', title: t('contrast.effect'), right: true, cell: (r) => <><span className="nowrap">{effect(r)}</span> <span className="faint">{t(`contrast.size.${sizeOf(r.effect)}`)}</span></>, raw: (r) => r.effect },
    { id: 'inside', title: t('contrast.inside'), right: true, cell: (r) => <><span className="narrow-only faint">{t('contrast.inside')} </span>{shown(r, r.inside)}</>, raw: (r) => r.inside },
    { id: 'outside', title: t('contrast.outside'), right: true, cell: (r) => <><span className="narrow-only faint">{t('contrast.outside')} </span>{shown(r, r.outside)}</>, raw: (r) => r.outside },
  ];
  return (
    <section className="panel contrast">
      <header className="panel-head"><div className="panel-title"><h2>{title ?? t('contrast.title')}</h2><p className="faint">{t('contrast.note')}</p></div></header>
      {rows.length === 0 ? <p className="faint">{t('contrast.none')}</p> : <DataTable label={t('contrast.title')} columns={columns} rows={rows} keyOf={(r) => `${r.tag}:${r.value ?? ''}`} stacks />}
      {contrast.rows.length > FIRST && <p className="events-foot"><Button size="small" onClick={() => setAll(!all)}>{all ? t('contrast.fewer') : t('contrast.more', { n: format.number(contrast.rows.length - FIRST) })}</Button></p>}
    </section>
  );
}

/** An estimate as a dot on its interval, around zero. */
function Whisker({ row, scale, label }: { row: ContrastRow; scale: Scale; label: string }) {
  const x = (value: number) => 4 + scale.place(value) * (WIDTH - 8);
  const kind = row.low > 0 ? 'more' : row.high < 0 ? 'less' : 'unsure';
  return (
    <svg className={`whisker ${kind}`} width={WIDTH} height={18} role="img" aria-label={label}>
      <line className="zero" x1={x(0)} x2={x(0)} y1={0} y2={18} />
      <line x1={x(row.low)} x2={x(row.high)} y1={9} y2={9} />
      <circle cx={x(row.effect)} cy={9} r={4} />
    </svg>
  );
}
