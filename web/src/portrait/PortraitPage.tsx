import { useParams } from 'react-router';
import { useTitle } from '../app/title';
import { usePreferences } from '../app/preferences';
import { Answer } from '../kit/Answer';
import { ChartSkeleton, TableSkeleton } from '../kit/Skeletons';
import { Events } from './Events';
import { Consents } from './Consents';
import { Groups } from './Groups';
import { Header } from './Header';
import { Mended } from './Mended';
import { Affinities, Needs } from './Interests';
import { Memberships } from './Memberships';
import { Outlook } from './Outlook';
import { Position } from './Position';
import { Recommended } from './Recommended';
import { Said } from './Said';
import { Tags } from './Tags';
import { TimeLine } from './TimeLine';
import { Told } from './Told';
import { usePortrait } from './queries';
import './portrait.css';

/** All that is known of one customer. */
export function PortraitPage() {
  const { t } = usePreferences();
  const { customer = '' } = useParams();
  const query = usePortrait(customer);
  useTitle(t('portrait.title', { id: customer }));
  return (
    <div className="page portrait">
      <Answer of={query} skeleton={<Skeleton />}>
        {(data) => (
          <div className="portrait-body">
            <Header portrait={data} />
            <TimeLine portrait={data} />
            <Outlook customer={data.id} />
            <div className="portrait-columns">
              <Tags portrait={data} />
              <div className="portrait-side">
                <Said customer={data.id} />
                <Needs customer={data.id} />
                <Affinities customer={data.id} />
                <Recommended customer={data.id} />
                <Position rfm={data.rfm} />
                <Memberships customer={data.id} memberships={data.memberships} />
                <Groups customer={data.id} />
                <Consents customer={data.id} />
              </div>
            </div>
            <Told customer={data.id} />
            <Mended customer={data.id} />
            <Events portrait={data} />
          </div>
        )}
      </Answer>
    </div>
  );
}

function Skeleton() {
  return <><div className="panel"><TableSkeleton rows={4} /></div><div className="panel"><ChartSkeleton height={230} /></div><div className="panel"><TableSkeleton rows={10} /></div></>;
}
