import type { ReactNode } from 'react';
import { Tooltip } from 'antd';

/** A term with its definition on hover, on focus and for screen readers. */
export function Definition({ text, children }: { text: ReactNode; children: ReactNode }) {
  if (!text) return <>{children}</>;
  return (
    <Tooltip title={text} trigger={['hover', 'focus']}>
      <button type="button" className="term">{children}</button>
    </Tooltip>
  );
}
