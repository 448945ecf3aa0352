import { Button, Drawer } from 'antd';
import { useNavigate } from 'react-router';
import type { SegmentDraft } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useHref } from '../../app/url';
import { Answer } from '../../kit/Answer';
import { Failure } from '../../kit/Failure';
import { TableSkeleton } from '../../kit/Skeletons';
import { PlanView } from '../builder/PlanView';
import { useApply, usePlan } from '../queries';
import '../builder/builder.css';

interface Props { open: boolean; close: () => void; drafts: readonly SegmentDraft[]; note: string }

/** What making several segments at once would do, before they are made. */
export function DraftsDrawer({ open, close, drafts, note }: Props) {
  const { t } = usePreferences();
  return (
    <Drawer open={open} onClose={close} title={t('clusters.make.title')} size={Math.min(620, window.innerWidth)} destroyOnHidden>
      <Review drafts={drafts} note={note} />
    </Drawer>
  );
}

function Review({ drafts, note }: Pick<Props, 'drafts' | 'note'>) {
  const { t, say } = usePreferences();
  const href = useHref();
  const navigate = useNavigate();
  const plan = usePlan({ segments: drafts, remove: [] });
  const apply = useApply();
  const fine = plan.data !== undefined && !plan.isPlaceholderData && plan.data.problems.length === 0 && plan.data.changes.length > 0;
  const done = () => apply.mutateAsync({ segments: drafts, remove: [], note }).then(() => navigate(href('segments')), () => undefined);
  return (
    <div className="plan">
      <ul className="clusters-drafts">{drafts.map((draft) => <li key={draft.id}><code>{draft.id}</code> {say(draft.title)}</li>)}</ul>
      <Answer of={plan} skeleton={<TableSkeleton rows={6} />}>{(data) => <PlanView plan={data} />}</Answer>
      {apply.error && <Failure error={apply.error} />}
      <p className="plan-foot">
        <Button type="primary" disabled={!fine} loading={apply.isPending} onClick={() => void done()}>{t('plan.apply')}</Button>
        <span className="faint">{t('plan.undoable')}</span>
      </p>
    </div>
  );
}
