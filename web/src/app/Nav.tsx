import { ApartmentOutlined, DatabaseOutlined, LineChartOutlined, RadarChartOutlined, TeamOutlined } from '@ant-design/icons';
import { NavLink } from 'react-router';
import type { ReactNode } from 'react';
import type { Key } from '../words/words';
import { usePreferences } from './preferences';
import { useHref } from './url';

export const rooms: readonly { path: string; title: Key & `nav.${string}`; icon: ReactNode }[] = [
  { path: 'overview', title: 'nav.overview', icon: <LineChartOutlined /> },
  { path: 'customers', title: 'nav.customers', icon: <TeamOutlined /> },
  { path: 'segments', title: 'nav.segments', icon: <ApartmentOutlined /> },
  { path: 'predictions', title: 'nav.predictions', icon: <RadarChartOutlined /> },
  { path: 'data', title: 'nav.data', icon: <DatabaseOutlined /> },
];

/** The rooms: a column at the left, a bar at the foot of narrow screens. */
export function Nav() {
  const { t } = usePreferences();
  const href = useHref();
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      <NavLink className="brand" to={href('overview')} aria-label={t('brand.home')}>
        <img src="/limner.svg" alt="" width="24" height="24" /><span>{t('brand')}</span>
      </NavLink>
      {rooms.map((room) => (
        <NavLink key={room.path} to={href(room.path)} className={({ isActive }) => (isActive ? 'room here' : 'room')}>
          <span aria-hidden="true">{room.icon}</span><span>{t(room.title)}</span>
        </NavLink>
      ))}
    </nav>
  );
}
