import { useState } from 'react';
import { Button } from 'antd';
import type { IdentityEntry } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';
import { Act } from '../../kit/Act';
import { Answer } from '../../kit/Answer';
import { Empty } from '../../kit/Empty';
import { TableSkeleton } from '../../kit/Skeletons';
import { Deed, PreviewView, written } from './parts';
import { useEffectOf, useUndoEntry } from './queries';

const SHOWN = 50;

/** All that ever changed who is who, newest first; none is ever taken out, each can be taken back. */
export function Log({ entries }: { entries: readonly IdentityEntry[] }) {
  const { t } = usePreferences();
  const format = useFormat();
  const [shown, setShown] = useState(SHOWN);
  const [open, setOpen] = useState<number>();
  if (entries.length === 0) return <div className="panel"><Empty title={t('identity.log.none')} teach={t('identity.log.none.teach')} /></div>;
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('identity.log')}</h2><p className="faint">{t('identity.log.about')}</p></div></header>
      <ul className="id-log">
        {entries.slice(0, shown).map((entry) => (
          <li key={entry.number} className={entry.counts ? undefined : 'undone'}>
            <button type="button" className="id-entry" aria-expanded={open === entry.number} onClick={() => setOpen(open === entry.number ? undefined : entry.number)}>
              <span className="tabular faint">{entry.number}</span>
              <b>{t(`identity.entry.${entry.kind}`, { n: entry.about ?? '' })}{!entry.counts && <span className="faint"> · {t('identity.undone')}</span>}</b>
              <span className="id-entry-why">{entry.named.length > 0 && <span>{entry.named.map((one) => one.value).join(' · ')}{entry.others > 0 && ` ${t('identity.more', { n: format.number(entry.others) })}`}</span>}{entry.why && <span className="faint">{entry.why}</span>}</span>
              <span className="faint nowrap">{entry.who && `${entry.who} · `}{format.instant(entry.at)}</span>
            </button>
            {open === entry.number && <Opened entry={entry} />}
          </li>
        ))}
      </ul>
      {entries.length > shown && <p className="events-foot"><Button onClick={() => setShown(shown + SHOWN)}>{t('identity.log.more')}</Button></p>}
    </section>
  );
}

function Opened({ entry }: { entry: IdentityEntry }) {
  const { t } = usePreferences();
  const undo = useUndoEntry();
  const load = entry.kind === 'load';
  return (
    <div className="id-opened">
      <Answer of={useEffectOf(entry.number)} skeleton={<TableSkeleton rows={4} />}>
        {({ effect }) => (
          <PreviewView preview={{ ...effect, largest: [] }} apart={load ? (part) => {
            const identifier = part.identifiers[0];
            return identifier && <Act right="operate" size="small" loading={undo.isPending} onClick={() => undo.mutate({ entry: entry.number, identifier: written(identifier), why: t('identity.apart.why', { n: entry.number }) })}>{t('identity.apart')}</Act>;
          } : undefined} />
        )}
      </Answer>
      {load
        ? undo.error && <p className="shrunk">{t('identity.apart.failed')}</p>
        : entry.counts && <Deed danger label={t('identity.undo', { n: entry.number })} doing={undo.isPending} error={undo.error} act={(why) => undo.mutate({ entry: entry.number, why })} />}
    </div>
  );
}
