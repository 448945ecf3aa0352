import type { ProposedColumn, SourcePreview, Trial } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat, useWorkspace } from '../../app/workspace';
import { DataTable, type Column } from '../../kit/DataTable';
import { Pick } from '../../kit/fields';
import { customerOf, typeOf, withCustomer, withType, withZone, zoneOf, type Draft } from './draft';

const TYPES = ['text', 'number', 'integer', 'money', 'boolean', 'date', 'instant', 'list'] as const;

/** What was found out about the file, and its columns: what each gives, of which type, and what could not be read of it. */
export function Columns({ found, trial, draft, change }: { found: SourcePreview; trial?: Trial; draft: Draft; change: (draft: Draft) => void }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const { zone } = useWorkspace();
  const unread = (column: ProposedColumn) =>
    (trial?.aside ?? []).filter((one) => one.id === `bad_value:${column.name}` || one.id === `bad_value:${column.property}`).reduce((sum, one) => sum + one.count, 0);
  const customer = customerOf(draft.mapping);
  const zones = [...new Set([zoneOf(draft.mapping), zone, ...Intl.supportedValuesOf('timeZone')])];
  const columns: Column<ProposedColumn>[] = [
    { id: 'name', title: t('wizard.column'), cell: (c) => c.name },
    { id: 'property', title: t('wizard.property'), cell: (c) => c.property },
    {
      id: 'type', title: t('wizard.type'), cell: (c) => {
        const type = typeOf(draft.plan, c.property);
        if (!type) return <span className="faint">{t('wizard.no.property')}</span>;
        return <Pick label={t('wizard.type.of', { column: c.name })} value={type} options={TYPES.map((one) => ({ value: one, label: t(`wizard.type.${one}`) }))} change={(next) => change({ ...draft, plan: withType(draft.plan, c.property, next) })} />;
      },
    },
    { id: 'sure', title: t('wizard.confidence'), cell: (c) => t(`wizard.confidence.${c.confidence}`) },
    { id: 'filled', title: t('wizard.filled'), right: true, cell: (c) => format.share(c.filled) },
    { id: 'distinct', title: t('wizard.distinct'), right: true, cell: (c) => format.number(c.distinct) },
    { id: 'examples', title: t('wizard.examples'), cell: (c) => <span className="raw">{c.examples.join(' · ')}</span> },
    { id: 'unread', title: t('wizard.unread'), right: true, cell: (c) => { const n = unread(c); return n > 0 ? <b className="wizard-bad">{format.number(n)}</b> : '–'; } },
  ];
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('wizard.found')}</h2></div></header>
      <div className="wizard-choices">
        <label>{t('wizard.customer')} <Pick label={t('wizard.customer')} value={customer} options={[...(customer ? [] : [{ value: '', label: t('wizard.customer.none') }]), ...names(found, customer).map((name) => ({ value: name, label: name }))]} change={(name) => change({ ...draft, mapping: withCustomer(draft.mapping, name) })} /></label>
        <label>{t('wizard.zone')} <Pick label={t('wizard.zone')} value={zoneOf(draft.mapping)} options={zones.map((one) => ({ value: one, label: one }))} change={(next) => change({ ...draft, mapping: withZone(draft.mapping, next) })} /></label>
      </div>
      <DataTable label={t('wizard.found')} columns={columns} rows={found.columns} keyOf={(c) => c.name} maxHeight={420} stacks />
      <details className="wizard-why">
        <summary>{t('wizard.why')}</summary>
        <ul className="notes">{found.findings.map((one) => <li key={one.key}><b>{one.key}</b> {one.value.replace('\t', '\\t')} – {t(`wizard.confidence.${one.confidence}`)}: {say(one.reason)}</li>)}</ul>
      </details>
    </section>
  );
}

/** The columns that may say whose a row is: those that were found to, and all others. */
function names(found: SourcePreview, customer: string): string[] {
  return [...new Set([customer, ...found.findings.filter((one) => one.key === 'customer.column').map((one) => one.value), ...found.columns.map((one) => one.name)])].filter(Boolean);
}
