import type { ClusterDrift, ClusterGroup, ClusterShare } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';
import { Answer } from '../../kit/Answer';
import { DataTable, type Column } from '../../kit/DataTable';
import { TableSkeleton } from '../../kit/Skeletons';
import { useClusterDrift } from '../queries';
import { colourOfGroup, nameOf } from './colours';

/** Whether customers have moved between the groups since they were found, and whether the rules still tell them. */
export function Drift({ version, groups }: { version: number; groups: readonly ClusterGroup[] }) {
  const { t } = usePreferences();
  return (
    <Answer of={useClusterDrift(version)} skeleton={<div className="panel"><TableSkeleton rows={4} /></div>}>
      {({ drift }) => drift
        ? <Told drift={drift} groups={groups} />
        : <section className="panel"><h2>{t('clusters.drift')}</h2><p className="shrunk">{t('clusters.drift.gone')}</p></section>}
    </Answer>
  );
}

function Told({ drift, groups }: { drift: ClusterDrift; groups: readonly ClusterGroup[] }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const name = (share: ClusterShare) => (share.cluster === undefined ? t('clusters.drift.nobody') : nameOf(groups.find((one) => one.id === share.cluster), say, share.cluster));
  const columns: Column<ClusterShare>[] = [
    { id: 'group', title: t('clusters.group'), cell: (share) => <span className="clusters-name">{share.cluster !== undefined && <i style={{ background: colourOfGroup(share.cluster) }} aria-hidden="true" />}{name(share)}</span> },
    { id: 'then', title: t('clusters.drift.then'), right: true, cell: (share) => format.share(share.then), raw: (share) => share.then },
    { id: 'now', title: t('clusters.drift.now'), right: true, cell: (share) => format.share(share.now), raw: (share) => share.now },
    { id: 'change', title: t('clusters.drift.change'), right: true, cell: (share) => format.change(share.now - share.then), raw: (share) => share.now - share.then },
  ];
  return (
    <section className={`panel clusters-drift ${drift.level}`}>
      <header className="panel-head"><div className="panel-title">
        <h2>{t(`clusters.drift.${drift.level}`)}</h2>
        {drift.isUnfaithful && <p className="shrunk clusters-alarm">{t('clusters.drift.unfaithful')}</p>}
        <p className="faint">{t('clusters.drift.about', { index: format.number(drift.index, 3), fidelity: format.share(drift.fidelity), low: format.share(drift.low), high: format.share(drift.high), n: format.number(drift.heldOut), then: format.share(drift.fidelityThen) })}</p>
      </div></header>
      <DataTable label={t('clusters.drift')} columns={columns} rows={drift.shares} keyOf={(share) => share.cluster ?? ''} />
    </section>
  );
}
