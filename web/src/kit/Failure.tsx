import { useState } from 'react';
import { Button } from 'antd';
import { ApiFailure } from '../api/client';
import type { Problem } from '../api/types';
import { usePreferences } from '../app/preferences';

/** What failed, with which value, and what to try; the code can be copied for a report. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t, say } = usePreferences();
  const [copied, setCopied] = useState(false);
  const problem = problemIn(error);
  const code = problem?.code ?? 'PAGE_BROKEN';
  const copy = () => navigator.clipboard?.writeText([code, problem?.where, problem ? say(problem.detail) : String(error)].filter(Boolean).join('  '))
    .then(() => setCopied(true), () => setCopied(false));
  return (
    <div className="failure" role="alert">
      <h2>{problem ? t('failure.title') : t('failure.page')}</h2>
      <p className="failure-detail">{problem ? say(problem.detail) : error instanceof Error ? error.message : String(error)}</p>
      {problem?.hint && <p className="faint">{say(problem.hint)}</p>}
      <p className="failure-foot">
        <button type="button" className="code" onClick={copy} title={t('failure.copy')}>{code}</button>
        <span className="faint" aria-live="polite">{copied ? t('failure.copied') : ''}</span>
        {retry && <Button onClick={retry}>{t('failure.retry')}</Button>}
      </p>
    </div>
  );
}

function problemIn(error: unknown): Problem | undefined {
  if (error instanceof ApiFailure) return error.problem;
  return error && typeof error === 'object' && 'code' in error && 'detail' in error ? (error as Problem) : undefined;
}
