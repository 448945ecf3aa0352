import type { ReactNode } from 'react';
import type { Count, Load } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { colourOf } from '../kit/tokens';
import { sum, totalsOf } from './totals';

/** What became of every row: kept, known already or set aside, and what was mended on the way. */
export function Flow({ loads, look }: { loads: readonly Load[]; look: (reason: string) => void }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const totals = totalsOf(loads);
  const { rows, kept, derived, quarantined, mended, duplicates, aside } = totals;
  const widest = Math.max(1, ...[...kept, ...derived].map((c) => c.count));
  return (
    <section className="panel">
      <header className="panel-head">
        <div className="panel-title">
          <h2>{t('data.flow', { rows: format.number(rows) })}</h2>
          <p className="faint">{aside > 0 ? t('data.flow.finding', { share: format.share(aside / Math.max(1, rows)) }) : t('data.flow.finding.none')}</p>
        </div>
      </header>
      <div className="flow">
        <Column title={t('data.flow.in')} total={rows}>
          <ul>{loads.map((load) => <li key={load.number} className="faint">{load.file}</li>)}</ul>
        </Column>
        <Column title={t('data.flow.kept')} total={sum(kept)}>
          <ul>{kept.map((count) => <Kept key={count.id} count={count} widest={widest} />)}</ul>
          {derived.length > 0 && <><p className="faint flow-sub">{t('data.flow.derived')}</p><ul>{derived.map((count) => <Kept key={count.id} count={count} widest={widest} />)}</ul></>}
          {[...kept, ...derived].some((c) => c.anonymous) && (
            <p className="faint flow-key"><i className="known" />{t('data.flow.known')} <i className="anonymous" />{t('data.flow.anonymous')}</p>
          )}
          {duplicates > 0 && <p className="faint">{t('data.flow.duplicates', { n: format.number(duplicates) })}</p>}
        </Column>
        <Column title={t('data.flow.aside')} total={aside}>
          {quarantined.length === 0 ? <p className="faint">{t('data.flow.none')}</p> : (
            <ul>
              {quarantined.map((count) => (
                <li key={count.id} className="flow-row">
                  <button type="button" className="plain" onClick={() => look(count.id)} aria-label={t('data.flow.look', { reason: say(count.title) })}>{say(count.title)}</button>
                  <span className="tabular">{format.number(count.count)}</span>
                </li>
              ))}
            </ul>
          )}
        </Column>
        <Column title={t('data.flow.mended')} total={sum(mended)}>
          {mended.length === 0 ? <p className="faint">{t('data.flow.unmended')}</p> : (
            <ul>{mended.map((count) => <li key={count.id} className="flow-row"><span>{say(count.title)}</span><span className="tabular">{format.number(count.count)}</span></li>)}</ul>
          )}
        </Column>
      </div>
    </section>
  );
}

function Column({ title, total, children }: { title: string; total: number; children: ReactNode }) {
  const format = useFormat();
  return <div className="flow-column"><h3>{title}</h3><p className="flow-total tabular">{format.number(total)}</p>{children}</div>;
}

function Kept({ count, widest }: { count: Count; widest: number }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const anonymous = count.anonymous ?? 0;
  const colour = colourOf('event', count.id);
  const told = anonymous ? `${format.number(count.count - anonymous)} ${t('data.flow.known')}, ${format.number(anonymous)} ${t('data.flow.anonymous')}` : undefined;
  return (
    <li title={told}>
      <p className="flow-row"><span>{say(count.title)}</span><span className="tabular">{format.number(count.count)}</span></p>
      <p className="flow-bar" aria-hidden="true">
        <i style={{ width: `${((count.count - anonymous) / widest) * 100}%`, background: colour }} />
        <i className="anonymous" style={{ width: `${(anonymous / widest) * 100}%`, borderColor: colour }} />
      </p>
      {told && <p className="faint flow-told tabular">{told}</p>}
    </li>
  );
}
