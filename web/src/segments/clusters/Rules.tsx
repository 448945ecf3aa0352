import { useState } from 'react';
import type { ClusterGroup, Clusters } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';
import { Act } from '../../kit/Act';
import { DataTable, type Column } from '../../kit/DataTable';
import { Share } from '../../kit/values';
import { PlanDrawer } from '../builder/PlanDrawer';
import { DraftsDrawer } from './DraftsDrawer';
import { colourOfGroup } from './colours';

/** Each group's rule, how well it tells the group, and the way to a segment. */
export function Rules({ found, version }: { found: Clusters; version: number }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const [one, setOne] = useState<ClusterGroup>();
  const [all, setAll] = useState(false);
  const figure = (title: string, share: number) => <><span className="narrow-only faint">{title} </span>{format.share(share)}</>;
  const columns: Column<ClusterGroup>[] = [
    { id: 'group', title: t('clusters.group'), width: '18%', cell: (group) => <span className="clusters-name"><i style={{ background: colourOfGroup(group.id) }} aria-hidden="true" />{say(group.title)}</span> },
    { id: 'share', title: t('clusters.share'), right: true, cell: (group) => <Share value={group.share} bar /> },
    { id: 'rule', title: t('clusters.rule'), width: '42%', cell: (group) => <><Branches found={found} group={group} /><code className="clusters-rule">{group.rule}</code></>, raw: (group) => group.rule },
    { id: 'fidelity', title: t('clusters.fidelity'), right: true, cell: (group) => figure(t('clusters.fidelity'), group.fidelity), raw: (group) => group.fidelity },
    { id: 'precision', title: t('clusters.precision'), right: true, cell: (group) => figure(t('clusters.precision'), group.precision), raw: (group) => group.precision },
    { id: 'recall', title: t('clusters.recall'), right: true, cell: (group) => figure(t('clusters.recall'), group.recall), raw: (group) => group.recall },
    { id: 'make', title: '', width: '1%', cell: (group) => <Act right="define" size="small" aria-label={t('clusters.make.of', { group: say(group.title) })} onClick={() => setOne(group)}>{t('clusters.make')}</Act> },
  ];
  return (
    <section className="panel">
      <header className="panel-head">
        <div className="panel-title"><h2>{t('clusters.rules')}</h2><p className="faint">{t('clusters.rules.note', { n: format.number(found.heldOut) })}</p></div>
        <div className="panel-tools"><Act right="define" type="primary" onClick={() => setAll(true)}>{t('clusters.make.all')}</Act></div>
      </header>
      <DataTable label={t('clusters.rules')} columns={columns} rows={found.clusters} keyOf={(group) => group.id} stacks />
      {one && <PlanDrawer open close={() => setOne(undefined)} text={one.rule} segment={undefined} suggestion={{ id: one.id, title: one.title, description: one.description }} />}
      <DraftsDrawer open={all} close={() => setAll(false)} note={t('clusters.make.note', { version })}
        drafts={found.clusters.map((group) => ({ id: group.id, title: group.title, description: group.description, text: group.rule }))} />
    </section>
  );
}

/** The population, and what one of must hold beside it. */
function Branches({ found, group }: { found: Clusters; group: ClusterGroup }) {
  const { t, say } = usePreferences();
  if (group.branches.length < 2) return <p>{say(group.aloud)}</p>;
  return (
    <>
      <p>{t('clusters.branches', { whom: say(found.population.aloud) })}</p>
      <ul className="clusters-branches">{group.branches.map((branch) => <li key={branch.en}>{say(branch)}</li>)}</ul>
    </>
  );
}
