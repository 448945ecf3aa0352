import { useMemo, type ReactNode } from 'react';
import { Segmented } from 'antd';
import type { Flow, Movement as MovementAnswer } from '../api/types';
import { usePreferences } from '../app/preferences';
import { daysBefore, localDay } from '../app/bar/days';
import { useChange, useChoice, useScope } from '../app/url';
import { useFormat, useWorkspace } from '../app/workspace';
import { useSearchParams } from 'react-router';
import { Answer } from '../kit/Answer';
import { ChartFrame } from '../kit/chart/ChartFrame';
import { useInk } from '../kit/chart/ink';
import { DataTable, type Column } from '../kit/DataTable';
import { ChartSkeleton } from '../kit/Skeletons';
import { Mark } from '../kit/values';
import { findingOf } from './finding';
import { flowOption } from './movementOption';
import { useMovement } from './queries';

const parts = () => import('../kit/chart/plane');

/** Who moved where between two instants, by the values of a tag. */
export function Movement({ tag }: { tag: 'lifecycle' | 'rfm_class' }) {
  const { t } = usePreferences();
  const workspace = useWorkspace();
  const { asOf } = useScope();
  const [search] = useSearchParams();
  const change = useChange();
  const to = asOf ?? workspace.now;
  const day = asOf?.slice(0, 10) ?? localDay(workspace.now, workspace.zone);
  const from = search.get('from') ?? daysBefore(day, 90);
  const picker = (
    <label className="inline-date"><span className="unseen">{t('move.from')}</span>
      <input type="date" value={from} max={day} onChange={(event) => change({ from: event.target.value || undefined }, { replace: true })} />
    </label>
  );
  return (
    <Answer of={useMovement(tag, from, to)} skeleton={<section className="panel"><ChartSkeleton height={320} /></section>}>
      {(data) => <Moved data={data} tag={tag} picker={picker} from={from} to={day} />}
    </Answer>
  );
}

interface Shown { data: MovementAnswer; tag: 'lifecycle' | 'rfm_class'; picker: ReactNode; from: string; to: string }

function Moved({ data, tag, picker, from, to }: Shown) {
  const { t, say, tokens } = usePreferences();
  const format = useFormat();
  const ink = useInk();
  const { population } = useScope();
  const [view, setView] = useChoice<'flow' | 'table'>(`${tag}_view`, ['flow', 'table']);
  const name = (id: string | null | undefined) => (id == null ? t('move.not') : say(data.values.find((v) => v.id === id)?.title) || id);
  const option = useMemo(() => flowOption(data, { t, say, format, tokens, ink }), [data, t, say, format, tokens, ink]);
  const flows = [...data.flows].sort((a, b) => b.customers - a.customers);
  const columns: Column<Flow>[] = [
    { id: 'from', title: t('move.at', { at: format.date(from) }), cell: (f) => (f.from == null ? <span className="faint">{name(null)}</span> : <Mark tag={tag} value={f.from} title={name(f.from)} />), raw: (f) => name(f.from) },
    { id: 'to', title: t('move.at', { at: format.date(to) }), cell: (f) => <Mark tag={tag} value={f.to} title={name(f.to)} />, raw: (f) => name(f.to) },
    { id: 'customers', title: t('word.customers'), right: true, cell: (f) => format.number(f.customers), raw: (f) => f.customers },
  ];
  const controls = (
    <>
      {picker}
      <Segmented aria-label={t('move.view')} value={view} onChange={setView} options={[{ value: 'flow', label: t('move.flow') }, { value: 'table', label: t('move.table') }]} />
    </>
  );
  const note = `${t('move.note', { from: format.date(from), to: format.date(to) })}${population ? ` ${t('move.everybody')}` : ''}`;
  return (
    <ChartFrame
      title={findingOf(data, { t, format, name, title: t(`move.${tag}`) })} note={note} controls={controls} file={`movement-${tag}`}
      option={view === 'flow' ? option : undefined} parts={parts} height={320} columns={columns} rows={flows} keyOf={(f) => `${f.from}>${f.to}`}
    >
      <DataTable label={t(`move.${tag}`)} columns={columns} rows={flows} keyOf={(f) => `${f.from}>${f.to}`} maxHeight={320} />
    </ChartFrame>
  );
}
