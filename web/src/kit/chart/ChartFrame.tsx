import { useRef, useState, type ReactNode } from 'react';
import { Button, Dropdown } from 'antd';
import { DownloadOutlined, TableOutlined } from '@ant-design/icons';
import { usePreferences } from '../../app/preferences';
import { csvOf, pngOf, save } from '../download';
import { DataTable, type Column } from '../DataTable';
import { Chart, type Clicked, type Parts } from './Chart';
import type { ChartOption, ECharts } from './core';

interface Props<R> {
  /** The finding, or the question the chart answers. */
  title: string;
  note?: ReactNode;
  controls?: ReactNode;
  legend?: ReactNode;
  file: string;
  option?: ChartOption;
  parts?: Parts;
  height?: number;
  click?: (at: Clicked) => void;
  columns: readonly Column<R>[];
  rows: readonly R[];
  keyOf: (row: R) => string;
  /** Shown in place of a drawing by ECharts. */
  children?: ReactNode;
}

/** A chart with its finding as title, the table behind it, and its exports. */
export function ChartFrame<R>(props: Props<R>) {
  const { title, note, controls, legend, file, option, parts, height = 280, click, columns, rows, keyOf, children } = props;
  const { t, tokens } = usePreferences();
  const chart = useRef<ECharts | null>(null);
  const [asTable, setAsTable] = useState(false);

  const drawing = () => chart.current?.renderToSVGString();
  const picture = async (kind: string) => {
    const svg = drawing();
    const made = chart.current;
    if (!svg || !made) return;
    if (kind === 'svg') save(`${file}.svg`, svg, 'image/svg+xml');
    else save(`${file}.png`, await pngOf(svg, made.getWidth(), made.getHeight(), tokens.surface));
  };
  const pictures = option && !asTable ? [{ key: 'png', label: t('export.png') }, { key: 'svg', label: t('export.svg') }] : [];
  const items = [...pictures, { key: 'csv', label: t('export.csv') }];
  return (
    <section className="panel">
      <header className="panel-head">
        <div className="panel-title"><h2>{title}</h2>{note && <p className="faint">{note}</p>}</div>
        <div className="panel-tools">
          {controls}
          <Button type="text" icon={<TableOutlined />} aria-pressed={asTable} aria-label={t('chart.table', { title })} title={t('chart.table.short')} onClick={() => setAsTable(!asTable)} />
          <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => (key === 'csv' ? save(`${file}.csv`, csvOf(columns, rows)) : void picture(key)) }}>
            <Button type="text" icon={<DownloadOutlined />} aria-label={t('chart.export', { title })} title={t('chart.export.short')} />
          </Dropdown>
        </div>
      </header>
      {!asTable && legend}
      {!asTable && (option && parts ? <Chart parts={parts} option={option} height={height} label={title} click={click} ready={(made) => { chart.current = made; }} /> : children)}
      <DataTable label={title} columns={columns} rows={rows} keyOf={keyOf} unseen={!asTable} maxHeight={Math.max(height, 320)} />
    </section>
  );
}

export function Legend({ items }: { items: readonly { colour: string; title: string; hollow?: boolean }[] }) {
  return <ul className="legend">{items.map((i) => <li key={i.title}><i style={{ background: i.hollow ? 'transparent' : i.colour, borderColor: i.colour }} aria-hidden="true" />{i.title}</li>)}</ul>;
}
