import { useEffect, useState } from 'react';
import { Button } from 'antd';
import type { MatchPair } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useMay } from '../../app/session';
import { useFormat } from '../../app/workspace';
import { Act } from '../../kit/Act';
import { Answer } from '../../kit/Answer';
import { Empty } from '../../kit/Empty';
import { Failure } from '../../kit/Failure';
import { TableSkeleton } from '../../kit/Skeletons';
import { PairView } from './PairView';
import { useAnswerPair, usePairs } from './queries';
import { answered, fresh, meant, order, putOff, recalled } from './queue';

/** The doubtful pairs, one at a time, by mouse, thumb or keyboard. */
export function Queue({ waiting }: { waiting: number }) {
  const { t } = usePreferences();
  return (
    <section className="panel" aria-label={t('match.queue')}>
      <Answer of={usePairs('waiting', true)} skeleton={<TableSkeleton rows={10} />}>
        {(data) => <Asked pairs={data.pairs} waiting={waiting} />}
      </Answer>
    </section>
  );
}

function Asked({ pairs, waiting }: { pairs: readonly MatchPair[]; waiting: number }) {
  const { t } = usePreferences();
  const format = useFormat();
  const answer = useAnswerPair();
  const may = useMay('operate');
  const [sitting, setSitting] = useState(fresh);
  const left = order(pairs, sitting);
  const pair = left[0];
  const decide = (what: 'same' | 'different' | 'later') => {
    if (!pair || (what !== 'later' && !may)) return;
    if (what === 'later') setSitting(putOff(sitting, pair.id));
    else {
      setSitting(answered(sitting, pair.id));
      answer.mutate({ pair: pair.id, same: what === 'same' }, { onError: () => setSitting((now) => recalled(now, pair.id)) });
    }
  };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable], [role="dialog"]');
      const what = meant(event.key);
      if (!what || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      event.preventDefault();
      decide(what);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
  if (!pair) return <Empty title={t('match.queue.none')} teach={t('match.queue.none.teach')} />;
  const open = Math.max(left.length, waiting - sitting.done.filter((id) => pairs.some((one) => one.id === id)).length);
  return (
    <>
      <header className="panel-head">
        <div className="panel-title"><h2>{t('match.question')}</h2><p className="faint" aria-live="polite">{t('match.queue.left', { n: format.number(open) })}</p></div>
      </header>
      {answer.error && <Failure error={answer.error} />}
      <PairView key={pair.id} pair={pair} />
      <p className="pair-foot">
        <Act right="operate" onClick={() => decide('same')}>{t('match.same')} <kbd>Y</kbd></Act>
        <Act right="operate" onClick={() => decide('different')}>{t('match.different')} <kbd>N</kbd></Act>
        <Button type="text" disabled={left.length < 2} onClick={() => decide('later')}>{t('match.later')} <kbd>S</kbd></Button>
        <span className="faint">{t('match.foot')}</span>
      </p>
    </>
  );
}
