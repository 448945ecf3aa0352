import { useState, type FormEvent } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router';
import { usePreferences } from '../../app/preferences';
import { useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { Answer } from '../../kit/Answer';
import { Failure } from '../../kit/Failure';
import { TableSkeleton } from '../../kit/Skeletons';
import { Share } from '../../kit/values';
import { useCount, useMembers, useWhyOf } from '../../language/queries';
import { WhyView } from '../../language/WhyView';
import type { Draft } from './draft';

const SHOWN = 8;

/** What the expression means and whom it finds. */
export function Side({ draft }: { draft: Draft }) {
  const { t, say } = usePreferences();
  const [customer, setCustomer] = useState('');
  const { checked, ready, text } = draft;
  return (
    <div className="build-side">
      <section className="panel" aria-live="polite">
        <h2 className="build-label">{t('build.aloud')}</h2>
        <p className={draft.stale ? 'aloud stale' : 'aloud'}>{text.trim() === '' ? <span className="faint">{t('build.aloud.none')}</span> : checked?.aloud ? say(checked.aloud) : <span className="faint">{checked && !draft.stale ? t('build.aloud.broken') : '…'}</span>}</p>
      </section>
      <Size text={ready} />
      {ready !== undefined && <People text={ready} ask={setCustomer} />}
      {ready !== undefined && <Ask text={ready} customer={customer} setCustomer={setCustomer} />}
    </div>
  );
}

function Size({ text }: { text: string | undefined }) {
  const { t } = usePreferences();
  const format = useFormat();
  const { exact, count } = useCount(text);
  return (
    <section className="panel" aria-busy={exact.isFetching}>
      <h2 className="build-label">{t('build.size')}</h2>
      {exact.error && !exact.isFetching ? <Failure error={exact.error} retry={() => void exact.refetch()} /> : (
        <p className="build-size" aria-live="polite">
          <b className="tabular">{count ? format.number(count.customers) : '–'}</b> <span className="faint">{count ? t('build.size.of', { of: format.number(count.of) }) : t('word.customers')}</span>
          {count && <span className="build-share"><Share value={count.share} bar /></span>}
        </p>
      )}
      <p className="faint build-note">
        {text === undefined ? t('build.size.none')
          : !count ? t('build.size.counting')
          : count.sampled ? `${t('build.size.sample', { share: format.share(count.sampleShare ?? 0.05) })} ${count.low != null && count.high != null ? t('build.size.interval', { low: format.number(count.low), high: format.number(count.high) }) : ''}`
          : t('build.size.exact', { time: format.duration(count.seconds) })}
      </p>
    </section>
  );
}

function People({ text, ask }: { text: string; ask: (customer: string) => void }) {
  const { t } = usePreferences();
  const href = useHref();
  return (
    <section className="panel">
      <header className="panel-head"><h2>{t('build.members')}</h2><Link to={href('customers', { rule: text })}>{t('build.members.all')}</Link></header>
      <Answer of={useMembers(text, SHOWN)} skeleton={<TableSkeleton rows={4} />}>
        {(data) => data.customers.length === 0 ? <p className="faint">{t('build.members.none')}</p> : (
          <ul className="build-members">
            {data.customers.map((one) => (
              <li key={one.id}>
                <Link className="tabular" to={href(`customers/${encodeURIComponent(one.id)}`)}>{one.id}</Link>
                <button type="button" className="why" aria-label={t('why.about', { about: one.id })} title={t('why.mark')} onClick={() => ask(one.id)}>?</button>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </section>
  );
}

function Ask({ text, customer, setCustomer }: { text: string; customer: string; setCustomer: (customer: string) => void }) {
  const { t } = usePreferences();
  const [typed, setTyped] = useState('');
  const why = useWhyOf(text, customer);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setCustomer(typed.trim());
  };
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('build.why')}</h2><p className="faint">{t('build.why.note')}</p></div></header>
      <form className="build-ask" onSubmit={submit}>
        <input type="text" aria-label={t('build.why.customer')} placeholder={t('build.why.customer')} value={typed} onChange={(event) => setTyped(event.target.value)} />
        <Button htmlType="submit" size="small">{t('why.mark')}</Button>
      </form>
      {customer && (
        <Answer of={why} skeleton={<TableSkeleton rows={5} />}>{(data) => <><h3 className="tabular">{customer}</h3><WhyView why={data} /></>}</Answer>
      )}
    </section>
  );
}
