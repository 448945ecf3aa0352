import { useState } from 'react';
import type { IdentityKind, IdentityOverview, IdentityPolicy } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useMay } from '../../app/session';
import { useFormat } from '../../app/workspace';
import { Act } from '../../kit/Act';
import { Answer } from '../../kit/Answer';
import { DataTable, type Column } from '../../kit/DataTable';
import { TableSkeleton } from '../../kit/Skeletons';
import { Deed, PreviewView } from './parts';
import { useApplyPolicy, usePreview } from './queries';

/** The policy in force, and what the one in the file would make of everybody. */
export function PolicyPanel({ identity }: { identity: IdentityOverview }) {
  const { t } = usePreferences();
  const [open, setOpen] = useState(false);
  const shown = useMay('operate') && (open || identity.fileDiffers);
  return (
    <div className="sources">
      <section className="panel">
        <header className="panel-head"><div className="panel-title"><h2>{t('identity.policy')}</h2><p className="faint">{t('identity.policy.about')}</p></div></header>
        <Policy policy={identity.policy} />
      </section>
      <section className="panel">
        <header className="panel-head">
          <div className="panel-title"><h2>{t(identity.fileDiffers ? 'identity.file.differs' : 'identity.file.same')}</h2><p className="faint">{t(identity.fileDiffers ? 'identity.file.differs.about' : 'identity.file.same.about')}</p></div>
          {!shown && <Act right="operate" onClick={() => setOpen(true)}>{t('identity.preview.do')}</Act>}
        </header>
        {shown && <Preview differs={identity.fileDiffers} />}
      </section>
    </div>
  );
}

function Preview({ differs }: { differs: boolean }) {
  const { t } = usePreferences();
  const preview = usePreview(true);
  const apply = useApplyPolicy();
  return (
    <Answer of={preview} skeleton={<TableSkeleton rows={6} />}>
      {(data) => (
        <>
          <PreviewView preview={data} />
          {differs && <Deed label={t('identity.apply')} doing={apply.isPending} error={apply.error} act={(why) => apply.mutate({ why })} />}
        </>
      )}
    </Answer>
  );
}

function Policy({ policy }: { policy: IdentityPolicy }) {
  const { t } = usePreferences();
  const format = useFormat();
  const columns: Column<IdentityKind & { place: number }>[] = [
    { id: 'kind', title: t('identity.kind'), cell: (kind) => <>{kind.place}. {kind.kind}</> },
    { id: 'most', title: t('identity.most'), cell: (kind) => (kind.most === undefined ? t('identity.most.any') : format.number(kind.most)) },
    { id: 'shared', title: t('identity.shared'), cell: (kind) => (kind.shared ? t(`identity.shared.${kind.shared.then}`, { n: format.number(kind.shared.above) }) : t('identity.shared.not')) },
  ];
  const ignored = policy.ignore ?? [];
  return (
    <div className="preview">
      {policy.kinds.length === 0
        ? <p>{t('identity.open')}</p>
        : <DataTable label={t('identity.policy')} columns={columns} rows={policy.kinds.map((kind, i) => ({ ...kind, place: i + 1 }))} keyOf={(kind) => kind.kind} />}
      <dl className="quality-facts">
        <div><dt>{t('identity.linking')}</dt><dd>{policy.linkingSources ? policy.linkingSources.join(', ') || '–' : t('identity.linking.all')}</dd></div>
        <div>
          <dt>{t('identity.ignored')}</dt>
          <dd>{ignored.length === 0 ? t('identity.ignored.none') : ignored.map((one, i) => (
            <span key={i} className="ignored">{one.kind ?? t('identity.ignored.any')}: {[...(one.values ?? []), ...(one.pattern ? [one.pattern] : [])].map((value) => <code key={value}>{value}</code>)}</span>
          ))}</dd>
        </div>
      </dl>
    </div>
  );
}
