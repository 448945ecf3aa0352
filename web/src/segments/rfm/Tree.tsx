import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Rfm, RfmClass } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { ChartFrame } from '../../kit/chart/ChartFrame';
import { tip, useInk } from '../../kit/chart/ink';
import type { Column } from '../../kit/DataTable';
import { colourOf, inkOn } from '../../kit/tokens';

const parts = () => import('./charts');

/** The eight classes by what they are worth: the area is the spend. */
export function Tree({ rfm }: { rfm: Rfm }) {
  const { t, say, tokens } = usePreferences();
  const format = useFormat();
  const ink = useInk();
  const href = useHref();
  const navigate = useNavigate();
  const classes = useMemo(() => rfm.classes.filter((c) => c.customers > 0), [rfm]);
  const option = useMemo(() => ({
    ...ink.base,
    tooltip: {
      ...ink.tooltip,
      formatter: (at: unknown) => {
        const found = classes.find((c) => c.id === (at as { data?: { id?: string } }).data?.id);
        return found ? tip(say(found.title), [
          [t('word.customers'), `${format.number(found.customers)} (${format.share(found.share)})`], [t('segments.spend'), `${format.money(found.spend, 0)} (${format.share(found.spendShare)})`],
        ]) : '';
      },
    },
    series: [{
      id: 'classes', type: 'treemap', left: 0, right: 0, top: 0, bottom: 0, roam: false, nodeClick: false, breadcrumb: { show: false },
      levels: [{ itemStyle: { gapWidth: 2, borderWidth: 0, borderColor: tokens.surface } }], label: { fontSize: 12, lineHeight: 17, overflow: 'truncate', fontFamily: ink.label.fontFamily, padding: 6, position: 'insideTopLeft' },
      data: classes.map((c) => {
        const colour = colourOf('rfm_class', c.id);
        return {
          id: c.id, name: say(c.title), value: Number(c.spend), itemStyle: { color: colour, borderColor: tokens.surface },
          label: { color: inkOn(colour), show: c.spendShare >= 0.025, formatter: `${say(c.title)}\n${format.share(c.spendShare)} · ${format.moneyShort(c.spend)}` },
        };
      }),
    }],
  }), [classes, ink, tokens, format, say, t]);
  const top = classes.reduce<RfmClass | undefined>((best, c) => (!best || c.spendShare > best.spendShare ? c : best), undefined);
  const columns: Column<RfmClass>[] = [
    { id: 'title', title: t('rfm.class'), cell: (c) => say(c.title) },
    { id: 'customers', title: t('word.customers'), right: true, cell: (c) => format.number(c.customers), raw: (c) => c.customers },
    { id: 'spend', title: t('segments.spend'), right: true, cell: (c) => format.money(c.spend, 0), raw: (c) => c.spend },
    { id: 'share', title: t('segments.spendShare'), right: true, cell: (c) => format.share(c.spendShare), raw: (c) => c.spendShare },
  ];
  return (
    <ChartFrame
      title={top ? t('rfm.tree', { segment: say(top.title), share: format.share(top.share), spend: format.share(top.spendShare) }) : t('rfm.title')}
      note={t('rfm.tree.note')} file="rfm-classes" parts={parts} option={option} height={360} columns={columns} rows={classes} keyOf={(c) => c.id}
      click={({ data }) => {
        const id = (data as { id?: string } | undefined)?.id;
        if (id) navigate(href('customers', { where: `rfm_class:${id}` }));
      }}
    />
  );
}
