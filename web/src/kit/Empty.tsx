import type { ReactNode } from 'react';

/** An empty state teaches: what would be here, one sentence, one thing to do. */
export function Empty({ title, teach, action, heading }: { title: string; teach: string; action?: ReactNode; heading?: boolean }) {
  const Title = heading ? 'h1' : 'h3';
  return (
    <div className="empty">
      <svg viewBox="0 0 64 40" aria-hidden="true"><path d="M4 34h56M12 34V20h9v14M28 34V8h9v26M44 34V14h9v20" /></svg>
      <Title>{title}</Title>
      <p>{teach}</p>
      {action}
    </div>
  );
}
