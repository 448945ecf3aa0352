import { Button, Progress as Bar } from 'antd';
import type { Status } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useCancel, useFormat } from '../app/workspace';

/** Work that is going on: the stage, rows done, rate, time left, and a way to stop it. */
export function Progress({ status, slim }: { status: Status; slim?: boolean }) {
  const { say } = usePreferences();
  const cancel = useCancel();
  return <ProgressView status={status} slim={slim} stage={say(status.stage)} cancel={() => cancel.mutate()} cancelling={cancel.isPending || cancel.isSuccess} />;
}

interface View { status: Status; stage: string; slim?: boolean; cancel: () => void; cancelling: boolean }

export function ProgressView({ status, stage, slim, cancel, cancelling }: View) {
  const { t } = usePreferences();
  const format = useFormat();
  const { done, total, ratePerSecond, secondsLeft } = status;
  const share = done != null && total ? Math.min(1, done / total) : undefined;
  const facts = [
    done != null && (total ? t('progress.of', { done: format.number(done), total: format.number(total) }) : t('progress.rows', { done: format.number(done) })),
    ratePerSecond != null && t('progress.rate', { rate: format.number(ratePerSecond) }),
    secondsLeft != null && t('progress.left', { time: format.duration(secondsLeft) }),
  ].filter(Boolean);
  return (
    <section className={slim ? 'progress slim' : 'progress'} aria-label={t('progress.title')}>
      <p className="progress-stage">{stage || t('progress.title')}</p>
      <Bar percent={share === undefined ? 0 : Math.round(share * 1000) / 10} status="active" showInfo={false} aria-label={stage || t('progress.title')} />
      <p className="faint tabular">{facts.join(' · ')}</p>
      <Button onClick={cancel} loading={cancelling}>{t('progress.cancel')}</Button>
    </section>
  );
}
