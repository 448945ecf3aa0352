import { useState } from 'react';
import type { Matching } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat, useWorkspace } from '../../app/workspace';
import { Act } from '../../kit/Act';
import { Answer } from '../../kit/Answer';
import { DataTable, type Column } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { Failure } from '../../kit/Failure';
import { TableSkeleton } from '../../kit/Skeletons';
import { Queue } from './Queue';
import { Deed } from './parts';
import { useCompare, useJoin, useMatching, usePairs } from './queries';
import type { MatchPair } from '../../api/types';

/** Who may be one person though no identifier says so: the sure ones to be joined, the doubtful ones one by one. */
export function Review() {
  return <Answer of={useMatching()} skeleton={<div className="panel"><TableSkeleton rows={12} /></div>}>{(matching) => <Matched matching={matching} />}</Answer>;
}

function Matched({ matching }: { matching: Matching }) {
  const { t } = usePreferences();
  const compare = useCompare();
  const working = useWorkspace().status.state === 'working';
  const button = <Act right="operate" type={matching.last ? 'default' : 'primary'} loading={compare.isPending || working} onClick={() => compare.mutate()}>{t(matching.last ? 'match.again' : 'match.do')}</Act>;
  if (!matching.compares) {
    return <div className="panel"><Empty title={t('match.undefined')} teach={t('match.undefined.teach')} action={<pre className="id-sample" role="region" aria-label={t('match.undefined')} tabIndex={0}>{SAMPLE}</pre>} /></div>;
  }
  return (
    <div className="sources">
      <section className="panel">
        <header className="panel-head">
          <div className="panel-title"><h2>{t('match.title')}</h2><Told matching={matching} /></div>
          {matching.last && button}
        </header>
        {!matching.last && <Empty title={t('match.none')} teach={t('match.none.teach')} action={button} />}
        {compare.error && <Failure error={compare.error} />}
        {matching.sure > 0 && <Sure count={matching.sure} />}
      </section>
      {matching.last && <Queue waiting={matching.waiting} />}
    </div>
  );
}

const SAMPLE = `# matching.yaml
compare:
  - {trait: name, as: full_name}
  - {trait: birthday, as: birth_date}
  - {trait: phone, as: phone}`;

function Told({ matching: { compares, last } }: { matching: Matching }) {
  const { t, say, language } = usePreferences();
  const format = useFormat();
  if (!compares) return null;
  const list = new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { type: 'conjunction' });
  return (
    <p className="faint">
      {t('match.compares', { traits: list.format(compares.traits.map((one) => say(one.title))), sure: format.share(compares.automatic), ask: format.share(compares.review) })}
      {last && <> {t('match.last', { at: format.instant(last.at), customers: format.number(last.customers), pairs: format.number(last.pairs) })}</>}
    </p>
  );
}

function Sure({ count }: { count: number }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const join = useJoin();
  const pairs = usePairs('sure', open);
  const columns: Column<MatchPair>[] = [
    { id: 'one', title: t('match.one'), cell: (pair) => pair.one.id },
    { id: 'other', title: t('match.other'), cell: (pair) => pair.other.id },
    { id: 'sure', title: t('match.probability'), right: true, cell: (pair) => format.share(pair.probability) },
    { id: 'why', title: t('match.why'), cell: (pair) => <span className="faint">{pair.parts.filter((part) => part.level !== 'missing').map((part) => `${say(part.title)}: ${say(part.agreement)}`).join(' · ')}</span> },
  ];
  return (
    <div className="sure">
      <h3>{t('match.sure', { n: format.number(count) })}</h3>
      <p className="faint">{t('match.sure.about')} {!open && <button type="button" className="plain" onClick={() => setOpen(true)}>{t('match.sure.show')}</button>}</p>
      {open && <Answer of={pairs} skeleton={<TableSkeleton rows={6} />}>{(data) => <DataTable label={t('match.sure', { n: format.number(count) })} columns={columns} rows={data.pairs} keyOf={(pair) => pair.id} maxHeight={320} />}</Answer>}
      <Deed label={t('match.join', { n: format.number(count) })} doing={join.isPending} error={join.error} act={(why) => join.mutate({ why })} foot={t('match.join.foot')} />
    </div>
  );
}
