import type { ReactNode } from 'react';
import { usePreferences } from '../app/preferences';

const Bone = ({ height, width }: { height: number; width?: string }) => <span className="bone" style={{ height, width }} />;

function Waiting({ children, className }: { children: ReactNode; className?: string }) {
  const { t } = usePreferences();
  return <div className={`skeleton ${className ?? ''}`} role="status" aria-label={t('wait')}>{children}</div>;
}

export function TileSkeleton({ count = 6 }: { count?: number }) {
  return <Waiting className="tiles">{Array.from({ length: count }, (_, i) => <div className="tile" key={i}><Bone height={12} width="60%" /><Bone height={24} width="80%" /><Bone height={12} width="40%" /></div>)}</Waiting>;
}

export function ChartSkeleton({ height = 280 }: { height?: number }) {
  return <Waiting><Bone height={16} width="40%" /><Bone height={height} /></Waiting>;
}

export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  return <Waiting>{Array.from({ length: rows }, (_, i) => <Bone key={i} height={20} width={i ? undefined : '50%'} />)}</Waiting>;
}
