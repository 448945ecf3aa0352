import { Segmented } from 'antd';
import { Link } from 'react-router';
import type { Rfm } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useTitle } from '../../app/title';
import { useChoice, useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { Answer } from '../../kit/Answer';
import { Empty } from '../../kit/Empty';
import { ChartSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { useRfm, type Method } from '../queries';
import { Classes } from './Classes';
import { Cutoffs } from './Cutoffs';
import { RfmGrid } from './RfmGrid';
import { Tree } from './Tree';
import '../segments.css';

const METHODS: readonly [Method, ...Method[]] = ['quantile', 'fixed', 'learned'];

/** Recency, frequency and spend: who is worth what, and what to do about it. */
export function RfmPage() {
  const { t } = usePreferences();
  const href = useHref();
  const [method, setMethod] = useChoice<Method>('cutoffs', METHODS);
  const query = useRfm(method);
  useTitle(t('rfm.title'));
  const methods = METHODS.map((value) => ({ value, label: t(`rfm.method.${value}`) }));
  return (
    <div className="page">
      <header className="page-head page-head-row">
        <div>
          <p className="faint crumb"><Link to={href('segments')}>{t('nav.segments')}</Link> / {t('rfm.title')}</p>
          <h1>{t('rfm.question')}</h1>
        </div>
        <Segmented<Method> aria-label={t('rfm.method')} options={methods} value={method} onChange={setMethod} />
      </header>
      <Answer of={query} skeleton={<><div className="panel"><ChartSkeleton height={320} /></div><div className="panel"><TableSkeleton rows={8} /></div></>}>
        {(data) => (data.customers === 0 ? <div className="panel"><Empty title={t('rfm.none')} teach={t('rfm.none.teach')} /></div> : <Body rfm={data} method={method} />)}
      </Answer>
    </div>
  );
}

function Body({ rfm, method }: { rfm: Rfm; method: Method }) {
  const { t } = usePreferences();
  const format = useFormat();
  return (
    <div className="segments">
      <p className="faint">{t('rfm.about', { n: format.number(rfm.customers), spend: format.money(rfm.spend, 0), at: format.instant(rfm.asOf) })} {t(`rfm.method.${method}.about`)}</p>
      <div className="pair">
        <RfmGrid rfm={rfm} />
        <Tree rfm={rfm} />
      </div>
      <Classes rfm={rfm} />
      <Cutoffs rfm={rfm} />
    </div>
  );
}
