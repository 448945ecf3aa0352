import type { DefinitionVersion } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { Act } from '../kit/Act';
import { Answer } from '../kit/Answer';
import { DataTable, type Column } from '../kit/DataTable';
import { Failure } from '../kit/Failure';
import { TableSkeleton } from '../kit/Skeletons';
import { useUndo, useVersions } from './queries';

/** Every change of definitions that was applied, newest first; each can be undone. */
export function Versions() {
  const { t } = usePreferences();
  const format = useFormat();
  const undo = useUndo();
  const columns: Column<DefinitionVersion>[] = [
    { id: 'version', title: t('rule.version'), width: '80px', cell: (v) => <span className="tabular">{format.number(v.version)}</span> },
    { id: 'at', title: t('rule.at'), width: '150px', cell: (v) => <span className="nowrap">{format.instant(v.at)}</span> },
    { id: 'changes', title: t('versions.changes'), cell: (v) => v.changes.join(', ') },
    { id: 'note', title: t('plan.note'), cell: (v) => v.note },
    { id: 'undo', title: t('rule.undo'), width: '1%', cell: (v) => <Act right="define" size="small" loading={undo.isPending && undo.variables.version === v.version} aria-label={t('versions.undo', { version: v.version })} onClick={() => undo.mutate({ version: v.version })}>{t('rule.undo')}</Act> },
  ];
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('versions.title')}</h2><p className="faint">{t('versions.note')}</p></div></header>
      {undo.error && <Failure error={undo.error} />}
      <Answer of={useVersions()} skeleton={<TableSkeleton rows={3} />}>
        {(data) => data.versions.length === 0 ? <p className="faint">{t('versions.none')}</p> : <DataTable label={t('versions.title')} columns={columns} rows={[...data.versions].sort((a, b) => b.version - a.version)} keyOf={(v) => String(v.version)} stacks />}
      </Answer>
    </section>
  );
}
