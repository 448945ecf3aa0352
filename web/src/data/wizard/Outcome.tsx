import type { SourcePreview, TrialAside, TrialRow } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';
import { DataTable, type Column } from '../../kit/DataTable';
import { Failure } from '../../kit/Failure';

/** What the mapping makes of the first rows: the first of those that come in, and of those that are set aside. */
export function Outcome({ preview }: { preview: SourcePreview }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const trial = preview.trial;
  if (!trial) return <section className="panel">{preview.problem && <Failure error={preview.problem} />}</section>;
  const kept = trial.kept.reduce((sum, one) => sum + one.count, 0);
  const events: Column<TrialRow>[] = [
    { id: 'line', title: t('wizard.line'), right: true, cell: (r) => format.number(r.line) },
    { id: 'type', title: t('wizard.event'), cell: (r) => r.type },
    { id: 'customer', title: t('wizard.who'), cell: (r) => r.customer ?? <span className="faint">{t('wizard.nobody')}</span> },
    { id: 'at', title: t('wizard.at'), cell: (r) => <span className="nowrap tabular">{format.instant(r.at)}</span> },
    { id: 'values', title: t('wizard.values'), cell: (r) => <span className="wizard-values">{r.values.map((one) => <span key={one.property}><i>{one.property}</i> {one.value}</span>)}</span> },
    { id: 'rest', title: t('wizard.rest'), cell: (r) => <span className="raw">{r.rest ?? ''}</span> },
  ];
  const refused: Column<TrialAside>[] = [
    { id: 'line', title: t('wizard.line'), right: true, cell: (r) => format.number(r.line) },
    { id: 'reason', title: t('data.aside.reason'), cell: (r) => say(r.title) },
    { id: 'raw', title: t('data.aside.raw'), cell: (r) => <span className="raw">{r.raw}</span> },
  ];
  return (
    <section className="panel" aria-live="polite">
      <header className="panel-head">
        <div className="panel-title">
          <h2>{t('wizard.outcome', { kept: format.number(kept), rows: format.number(trial.rows) })}</h2>
          <p className="faint">{[...trial.kept, ...trial.aside].map((one) => `${say(one.title)} ${format.number(one.count)}`).join(' · ')}</p>
        </div>
      </header>
      {trial.shown.length > 0 && <DataTable label={t('wizard.shown')} columns={events} rows={trial.shown} keyOf={(r) => String(r.line)} maxHeight={360} stacks />}
      {trial.refused.length > 0 && (
        <>
          <h3>{t('data.aside.title')}</h3>
          <DataTable label={t('data.aside.title')} columns={refused} rows={trial.refused} keyOf={(r) => `${r.part ?? ''}${r.line}`} maxHeight={260} stacks />
        </>
      )}
    </section>
  );
}
