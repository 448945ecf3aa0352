import { Button } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import type { Rfm, RfmClass } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { DataTable, type Column } from '../../kit/DataTable';
import { csvOf, save } from '../../kit/download';
import { Mark, Share } from '../../kit/values';

/** The eight classes: how many, how much, and what to do. */
export function Classes({ rfm }: { rfm: Rfm }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const mean = (value: number | null | undefined, digits: number) => (value == null ? '–' : format.number(value, digits));
  const columns: Column<RfmClass>[] = [
    { id: 'class', title: t('rfm.class'), cell: (c) => <Link className="ink" to={href('customers', { where: `rfm_class:${c.id}` })}><Mark tag="rfm_class" value={c.id} title={say(c.title)} /></Link>, raw: (c) => say(c.title) },
    { id: 'customers', title: t('word.customers'), right: true, cell: (c) => format.number(c.customers), raw: (c) => c.customers },
    { id: 'share', title: t('segments.share'), right: true, cell: (c) => <Share value={c.share} bar />, raw: (c) => c.share },
    { id: 'spend', title: t('segments.spend'), right: true, cell: (c) => format.money(c.spend, 0), raw: (c) => c.spend },
    { id: 'spendShare', title: t('segments.spendShare'), right: true, cell: (c) => <Share value={c.spendShare} bar />, raw: (c) => c.spendShare },
    { id: 'recency', title: t('rfm.mean.recency'), right: true, cell: (c) => mean(c.meanRecencyDays, 0), raw: (c) => c.meanRecencyDays ?? '' },
    { id: 'orders', title: t('rfm.mean.orders'), right: true, cell: (c) => mean(c.meanOrders, 1), raw: (c) => c.meanOrders ?? '' },
    { id: 'meanSpend', title: t('rfm.mean.spend'), right: true, cell: (c) => (c.meanSpend == null ? '–' : format.money(c.meanSpend, 0)), raw: (c) => c.meanSpend ?? '' },
    { id: 'advice', title: t('rfm.advice'), width: '26%', cell: (c) => <span className="advice">{say(c.advice)}</span>, raw: (c) => say(c.advice) },
  ];
  return (
    <section className="panel">
      <header className="panel-head">
        <div className="panel-title"><h2>{t('rfm.classes')}</h2><p className="faint">{t('rfm.classes.note')}</p></div>
        <Button icon={<DownloadOutlined />} onClick={() => save('rfm.csv', csvOf(columns, rfm.classes))}>{t('export.csv')}</Button>
      </header>
      <DataTable label={t('rfm.classes')} columns={columns} rows={rfm.classes} keyOf={(c) => c.id} />
    </section>
  );
}
