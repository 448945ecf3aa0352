import { useEffect, useRef, useState } from 'react';
import type { ChartOption, ECharts, init } from './core';

export interface Clicked { seriesId?: string; dataIndex?: number; data?: unknown }

/** Fetches a room's parts of the chart library. */
export type Parts = () => Promise<{ init: typeof init }>;

interface Props { parts: Parts; option: ChartOption; height: number; label: string; click?: (at: Clicked) => void; ready?: (chart: ECharts | null) => void }

/** An ECharts drawing; the library is fetched with the first one. */
export function Chart({ parts, option, height, label, click, ready }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const clicked = useRef(click);
  const made = useRef(ready);
  const [chart, setChart] = useState<ECharts | null>(null);
  const fetched = useRef(parts);
  clicked.current = click;
  made.current = ready;

  useEffect(() => {
    let mine: ECharts | null = null;
    let gone = false;
    const watch = new ResizeObserver(() => mine?.resize());
    void fetched.current().then(({ init }) => {
      const place = box.current;
      if (gone || !place) return;
      mine = init(place, undefined, { renderer: 'svg' });
      mine.on('click', (at) => clicked.current?.(at as Clicked));
      watch.observe(place);
      setChart(mine);
      made.current?.(mine);
    });
    return () => {
      gone = true;
      watch.disconnect();
      mine?.dispose();
      made.current?.(null);
    };
  }, []);

  useEffect(() => {
    chart?.setOption(option, { notMerge: true });
  }, [chart, option]);

  return <div ref={box} className="chart" style={{ height }} role="img" aria-label={label} />;
}
