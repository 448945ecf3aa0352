import { useState } from 'react';
import { Button, Checkbox, Drawer } from 'antd';
import { useNavigate } from 'react-router';
import type { RuleSegmentPage, SegmentDraft } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useHref } from '../../app/url';
import { useDebounced } from '../../app/useDebounced';
import { Answer } from '../../kit/Answer';
import { Failure } from '../../kit/Failure';
import { TextField } from '../../kit/fields';
import { TableSkeleton } from '../../kit/Skeletons';
import { useApply, usePlan } from '../queries';
import { idOf } from './names';
import { PlanView } from './PlanView';
import './builder.css';

/** What a new segment may be called, by where its condition came from. */
export type Suggestion = Pick<SegmentDraft, 'id' | 'title' | 'description'>;

interface Props { open: boolean; close: () => void; text: string; segment: RuleSegmentPage | undefined; suggestion?: Suggestion }

/** What a change would do, before it is made: who comes in, who goes out, what else is touched. */
export function PlanDrawer({ open, close, text, segment, suggestion }: Props) {
  const { t } = usePreferences();
  return (
    <Drawer open={open} onClose={close} title={t('plan.title')} size={Math.min(620, window.innerWidth)} destroyOnHidden>
      <Review text={text} segment={segment} suggestion={suggestion} />
    </Drawer>
  );
}

function Review({ text, segment, suggestion }: Pick<Props, 'text' | 'segment' | 'suggestion'>) {
  const { t } = usePreferences();
  const href = useHref();
  const navigate = useNavigate();
  const [en, setEn] = useState((segment ?? suggestion)?.title.en ?? '');
  const [zh, setZh] = useState((segment ?? suggestion)?.title.zh ?? '');
  const [written, setWritten] = useState((segment ?? suggestion)?.id ?? '');
  const [track, setTrack] = useState(segment?.track ?? false);
  const [note, setNote] = useState('');
  const id = segment?.id ?? (written.trim() || idOf(en));
  const description = (segment ?? suggestion)?.description;
  const draft: SegmentDraft = { id, title: { en: en || zh || id, zh: zh || en || id }, text, ...(description && { description }), ...(track && { track }) };
  const settled = useDebounced(JSON.stringify(draft), 400);
  const asked = JSON.parse(settled) as SegmentDraft;
  const plan = usePlan(asked.id ? { segments: [asked], remove: [] } : undefined);
  const apply = useApply();
  const fine = id !== '' && settled === JSON.stringify(draft) && plan.data !== undefined && !plan.isPlaceholderData && plan.data.problems.length === 0;
  // A promise, since the answer to a new version may replace this form before it is told.
  const done = () => apply.mutateAsync({ segments: [draft], remove: [], note }).then(
    ({ version }) => navigate(href(`segments/rules/${encodeURIComponent(id)}`, { applied: String(version) })), () => undefined);
  return (
    <div className="plan">
      <div className="plan-names">
        <label>{t('plan.name.en')}<TextField wide id="plan-en" label={t('plan.name.en')} value={en} change={setEn} /></label>
        <label>{t('plan.name.zh')}<TextField wide id="plan-zh" label={t('plan.name.zh')} value={zh} change={setZh} /></label>
        {!segment && <label>{t('plan.id')}<TextField wide id="plan-id" label={t('plan.id')} placeholder={idOf(en) || t('plan.id.hint')} value={written} change={setWritten} /></label>}
      </div>
      <Checkbox checked={track} onChange={(event) => setTrack(event.target.checked)}>{t('plan.track')}</Checkbox>
      {id === '' ? <p className="faint">{t('plan.unnamed')}</p> : (
        <Answer of={plan} skeleton={<TableSkeleton rows={6} />}>{(data) => <PlanView plan={data} />}</Answer>
      )}
      {apply.error && <Failure error={apply.error} />}
      <label className="plan-note">{t('plan.note')}<TextField wide id="plan-note" label={t('plan.note')} placeholder={t('plan.note.hint')} value={note} change={setNote} /></label>
      <p className="plan-foot">
        <Button type="primary" disabled={!fine} loading={apply.isPending} onClick={() => void done()}>{t('plan.apply')}</Button>
        <span className="faint">{t('plan.undoable')}</span>
      </p>
    </div>
  );
}
