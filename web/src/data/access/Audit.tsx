import { useState } from 'react';
import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { usePreferences } from '../../app/preferences';
import { useChange } from '../../app/url';
import { useDebounced } from '../../app/useDebounced';
import { useFormat } from '../../app/workspace';
import { Answer } from '../../kit/Answer';
import { DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { Pick, TextField } from '../../kit/fields';
import { TableSkeleton } from '../../kit/Skeletons';
import { LIMIT, useAudit } from './queries';

/** What was done, by whom, and what was refused. */
export function Audit() {
  const { t } = usePreferences();
  const format = useFormat();
  const [search] = useSearchParams();
  const change = useChange();
  const [who, setWho] = useState(search.get('who') ?? '');
  const outcome = search.get('outcome') ?? '';
  const offset = Number(search.get('offset') ?? 0) || 0;
  const asked = useAudit({ who: useDebounced(who.trim(), 300) || undefined, outcome: outcome || undefined, offset });
  return (
    <section className="panel">
      <div className="access-filter">
        <TextField wide label={t('access.who')} placeholder={t('access.who.hint')} value={who} change={(value) => { setWho(value); change({ who: value.trim() || undefined, offset: undefined }, { replace: true }); }} />
        <Pick label={t('access.outcome')} value={outcome} change={(value) => change({ outcome: value || undefined, offset: undefined }, { replace: true })}
          options={[{ value: '', label: t('access.outcome.all') }, ...(['done', 'refused', 'failed'] as const).map((one) => ({ value: one, label: t(`access.outcome.${one}`) }))]} />
      </div>
      <Answer of={asked} skeleton={<TableSkeleton rows={12} />}>
        {(page) => page.entries.length === 0
          ? <Empty title={t('access.audit.none')} teach={t('access.audit.none.teach')} />
          : (
            <>
              <DataTable label={t('access.audit')} stacks rows={page.entries.map((entry, place) => ({ ...entry, place }))} keyOf={(entry) => `${entry.at} ${entry.place}`} columns={[
                { id: 'at', title: t('access.at'), cell: (entry) => <span className="tabular">{format.instant(entry.at)}</span> },
                { id: 'who', title: t('access.who'), cell: (entry) => entry.who || <span className="faint">{t('access.nobody')}</span> },
                { id: 'deed', title: t('access.deed'), cell: (entry) => <><code className="access-deed">{entry.deed}</code>{entry.times > 1 ? ` × ${format.number(entry.times)}` : ''}</> },
                { id: 'object', title: t('access.object'), cell: (entry) => [entry.workspace, entry.object].filter(Boolean).join(' · ') },
                { id: 'outcome', title: t('access.outcome'), cell: (entry) => <span className={`access-outcome ${entry.outcome}`}>{t(`access.outcome.${entry.outcome}`)}</span> },
              ]} />
              <p className="access-pages">
                <Button size="small" disabled={offset === 0} onClick={() => change({ offset: offset > LIMIT ? String(offset - LIMIT) : undefined })}>{t('access.newer')}</Button>
                <span className="faint tabular">{t('access.shown', { from: format.number(offset + 1), to: format.number(offset + page.entries.length), total: format.number(page.total) })}</span>
                <Button size="small" disabled={offset + page.entries.length >= page.total} onClick={() => change({ offset: String(offset + LIMIT) })}>{t('access.older')}</Button>
              </p>
            </>
          )}
      </Answer>
    </section>
  );
}
