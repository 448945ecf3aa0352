import { Button, Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { AlikePage } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useSegmentOptions } from '../app/segments';
import { useChange, useHref } from '../app/url';
import { useFormat } from '../app/workspace';
import { Answer } from '../kit/Answer';
import { DataTable, type Column } from '../kit/DataTable';
import { csvOf, save } from '../kit/download';
import { TableSkeleton } from '../kit/Skeletons';
import { Answers } from './InterestCards';
import { useAlike } from './queries';

type AlikeCustomer = AlikePage['alike'][number];

/** Who is like the members of a segment that one chooses. */
export function LookAlikes() {
  const { t } = usePreferences();
  const { groups } = useSegmentOptions();
  const [search] = useSearchParams();
  const change = useChange();
  const seed = search.get('seed') ?? undefined;
  return (
    <section className="panel" id="look-alikes">
      <header className="panel-head">
        <div className="panel-title"><h2>{t('alike.title')}</h2><p className="faint">{t('alike.about')}</p></div>
        <div className="panel-tools"><Select className="alike-seed" showSearch={{ optionFilterProp: 'label' }} allowClear value={seed} placeholder={t('alike.seed')} aria-label={t('alike.seed')} options={groups} onChange={(value) => change({ seed: value ?? undefined }, { replace: true })} /></div>
      </header>
      {seed && <Found seed={seed} />}
    </section>
  );
}

function Found({ seed }: { seed: string }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const columns: Column<AlikeCustomer>[] = [
    { id: 'customer', title: t('word.customers'), cell: (row) => <Link className="ink tabular" to={href(`customers/${encodeURIComponent(row.customer)}`)}>{row.customer}</Link>, raw: (row) => row.customer },
    { id: 'score', title: t('alike.score'), right: true, cell: (row) => format.share(row.score), raw: (row) => row.score },
  ];
  return (
    <Answer of={useAlike(seed)} skeleton={<TableSkeleton rows={6} />}>
      {(page) => (page.refused ? <p className="faint">{say(page.refused.reason)}</p> : (
        <>
          <p className="faint">{t('alike.judged', { n: format.number(page.customers ?? 0), members: format.number(page.members ?? 0) })}</p>
          <Answers label={t('alike.title')} judged={page.judged} />
          <p className="faint">{t('alike.signs', { signs: page.signs.slice(0, 4).map((sign) => `${say(sign.aloud)} ${format.share(sign.share)}`).join('; ') })}</p>
          {page.leftOut.length > 0 && <p className="faint">{t('alike.leftOut', { features: page.leftOut.map((each) => say(each)).join('; ') })}</p>}
          <DataTable label={t('alike.title')} columns={columns} rows={page.alike} keyOf={(row) => row.customer} maxHeight={320} />
          <p><Button onClick={() => save(`look-alikes-${seed.replaceAll(':', '-')}.csv`, csvOf(columns, page.alike))}>{t('alike.download', { n: format.number(page.alike.length) })}</Button></p>
        </>
      ))}
    </Answer>
  );
}
