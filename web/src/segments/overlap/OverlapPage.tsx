import { Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { usePreferences } from '../../app/preferences';
import { useTitle } from '../../app/title';
import { useChange, useHref } from '../../app/url';
import { useSegmentOptions } from '../../app/segments';
import { Answer } from '../../kit/Answer';
import { Empty } from '../../kit/Empty';
import { ChartSkeleton } from '../../kit/Skeletons';
import { useOverlap } from '../queries';
import { idsOf, MOST_SEGMENTS } from './upset';
import { UpSet } from './UpSet';
import './overlap.css';

/** Which segments share their people, and how many belong to one alone. */
export function OverlapPage() {
  const { t } = usePreferences();
  const href = useHref();
  const change = useChange();
  const [search] = useSearchParams();
  const ids = idsOf(search.get('ids'));
  const { groups } = useSegmentOptions();
  const overlap = useOverlap(ids);
  useTitle(t('overlap.title'));
  return (
    <div className="page">
      <header className="page-head">
        <p className="faint crumb"><Link to={href('segments')}>{t('nav.segments')}</Link> / {t('overlap.title')}</p>
        <h1>{t('overlap.question')}</h1>
      </header>
      <Select mode="multiple" className="overlap-choice" aria-label={t('overlap.choose')} placeholder={t('overlap.choose')} value={ids} options={groups} maxCount={MOST_SEGMENTS}
        showSearch={{ optionFilterProp: 'label' }} onChange={(next: string[]) => change({ ids: next.join(',') || undefined }, { replace: true })} />
      {ids.length === 0
        ? <div className="panel"><Empty title={t('overlap.none')} teach={t('overlap.none.teach')} /></div>
        : <Answer of={overlap} skeleton={<div className="panel"><ChartSkeleton height={320} /></div>}>{(data) => <UpSet overlap={data} />}</Answer>}
    </div>
  );
}
