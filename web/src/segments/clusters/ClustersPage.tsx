import { Link } from 'react-router';
import type { ClusterPage, Clusters } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useTitle } from '../../app/title';
import { useChoice, useHref } from '../../app/url';
import { useFormat, useWorkspace } from '../../app/workspace';
import { Act } from '../../kit/Act';
import { Answer } from '../../kit/Answer';
import { Empty } from '../../kit/Empty';
import { Failure } from '../../kit/Failure';
import { Pick } from '../../kit/fields';
import { ChartSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { useClusterContrast, useClusters, useFindClusters } from '../queries';
import { ContrastTable } from '../rule/Contrast';
import { Drift } from './Drift';
import { PlaneOfCustomers } from './PlaneOfCustomers';
import { Profiles } from './Profiles';
import { Rules } from './Rules';
import '../segments.css';
import './clusters.css';

/** Which customers are alike: the map, what each group is like, its rule, and whether it still holds. */
export function ClustersPage() {
  const { t } = usePreferences();
  const href = useHref();
  const { status } = useWorkspace();
  const find = useFindClusters();
  const query = useClusters();
  useTitle(t('clusters.title'));
  const kept = query.data?.version !== undefined;
  const begin = <Act right="operate" type={kept ? 'default' : 'primary'} disabled={status.state === 'working'} loading={find.isPending} onClick={() => find.mutate()}>{t(kept ? 'clusters.fit.again' : 'clusters.fit')}</Act>;
  return (
    <div className="page">
      <header className="page-head page-head-row">
        <div>
          <p className="faint crumb"><Link to={href('segments')}>{t('nav.segments')}</Link> / {t('clusters.title')}</p>
          <h1>{t('clusters.question')}</h1>
        </div>
        {kept && begin}
      </header>
      {find.error && <Failure error={find.error} />}
      <Answer of={query} skeleton={<><div className="panel"><ChartSkeleton height={320} /></div><div className="panel"><TableSkeleton rows={8} /></div></>}>
        {(page) => <Body page={page} begin={begin} />}
      </Answer>
    </div>
  );
}

function Body({ page, begin }: { page: ClusterPage; begin: React.ReactNode }) {
  const { t, say } = usePreferences();
  if (page.refused) return <div className="panel"><Empty title={t('clusters.refused', { code: page.refused.code })} teach={say(page.refused.reason)} /></div>;
  if (!page.found || page.version === undefined) return <div className="panel"><Empty title={t('clusters.none')} teach={t('clusters.none.teach')} action={begin} /></div>;
  return (
    <div className="segments">
      <Facts page={page} found={page.found} />
      <Drift version={page.version} groups={page.found.clusters} />
      <div className="clusters-pair">
        <PlaneOfCustomers found={page.found} />
        <Profiles groups={page.found.clusters} />
      </div>
      <Rules found={page.found} version={page.version} />
      <Compared groups={page.found.clusters} version={page.version} />
    </div>
  );
}

function Facts({ page, found }: { page: ClusterPage; found: Clusters }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  return (
    <section className="panel" aria-label={t('clusters.facts')}>
      <p className="faint">{t('clusters.about', { n: format.number(found.customers), at: format.instant(page.asOf ?? ''), whom: say(found.population.aloud) })}</p>
      <dl className="clusters-facts">
        <div><dt>{t('clusters.groups')}</dt><dd><b className="tabular">{format.number(found.clusters.length)}</b></dd></div>
        <div><dt>{t('clusters.fidelity.all')}</dt><dd><b className="tabular">{format.share(found.fidelity)}</b> <small className="faint">{t('clusters.fidelity.all.about', { n: format.number(found.heldOut) })}</small></dd></div>
        <div><dt>{t('clusters.quality')}</dt><dd><b className="tabular">{format.number(found.quality, 3)}</b> <small className="faint">{t('clusters.quality.about')}</small></dd></div>
        <div><dt>{t('clusters.stability')}</dt><dd><b className="tabular">{format.number(found.stability, 3)}</b> <small className="faint">{t('clusters.stability.about')}</small></dd></div>
        <div><dt>{t('clusters.kept')}</dt><dd><small className="faint">{t('clusters.kept.about', { at: format.instant(page.foundAt ?? ''), version: page.version ?? 0, data: found.origin.data, seed: found.origin.seed })}</small></dd></div>
      </dl>
    </section>
  );
}

function Compared({ groups, version }: { groups: Clusters['clusters']; version: number }) {
  const { t, say } = usePreferences();
  const [first, ...others] = groups.map((group) => group.id);
  const [chosen, choose] = useChoice('group', [first ?? '', ...others]);
  const group = groups.find((one) => one.id === chosen);
  const contrast = useClusterContrast(chosen, version);
  return (
    <>
      <div className="clusters-choice"><Pick label={t('clusters.group')} value={chosen} options={groups.map((one) => ({ value: one.id, label: say(one.title) }))} change={choose} /></div>
      <Answer of={contrast} skeleton={<div className="panel"><TableSkeleton rows={10} /></div>}>
        {(data) => <ContrastTable key={chosen} contrast={data} title={`${t('clusters.contrast.of')}: ${say(group?.title) || chosen}`} />}
      </Answer>
    </>
  );
}
