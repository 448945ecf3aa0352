import { Link, useSearchParams } from 'react-router';
import { usePreferences } from '../../app/preferences';
import { useTitle } from '../../app/title';
import { useChange, useHref } from '../../app/url';
import { Answer } from '../../kit/Answer';
import { Empty } from '../../kit/Empty';
import { TableSkeleton } from '../../kit/Skeletons';
import { PropertyDrawer } from './PropertyDrawer';
import { ModelAlarms } from './ModelAlarms';
import { SourcePanel } from './SourcePanel';
import { useQuality } from './queries';
import './quality.css';

/** How far the data can be relied on, source by source and property by property. */
export function QualityPage() {
  const { t } = usePreferences();
  const [search] = useSearchParams();
  const change = useChange();
  const href = useHref();
  useTitle(t('quality.title'));
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('quality.title')}</h1>
        <p className="faint"><Link to={href('data')}>{t('quality.back')}</Link></p>
      </header>
      <Answer of={useQuality()} skeleton={<div className="panel"><TableSkeleton rows={14} /></div>}>
        {(data) => {
          const sources = data.sources.filter((source) => source.loads > 0);
          if (sources.length === 0) return <div className="panel"><Empty title={t('data.none')} teach={t('quality.none.teach')} /></div>;
          const source = sources.find((one) => one.id === search.get('source'));
          const property = source?.properties.find((one) => one.name === search.get('property'));
          return (
            <div className="sources">
              {sources.map((one) => <SourcePanel key={one.id} source={one} open={(name) => change({ source: one.id, property: name })} />)}
              <ModelAlarms models={data.models} />
              <PropertyDrawer property={property} close={() => change({ source: undefined, property: undefined })} />
            </div>
          );
        }}
      </Answer>
    </div>
  );
}
