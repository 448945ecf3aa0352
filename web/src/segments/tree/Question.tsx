import { useState } from 'react';
import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import type { TreePage } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useChange } from '../../app/url';
import { useDebounced } from '../../app/useDebounced';
import { NumberField, Pick } from '../../kit/fields';
import { Editor } from '../../language/Editor';
import { Mistakes } from '../../language/Mistakes';
import { useCheck } from '../../language/queries';
import '../../language/language.css';

const OWN = '';
const DEPTHS = ['1', '2', '3', '4', '5'];
const USUAL_DEPTH = '3';
const USUAL_HORIZON = 90;
const NONE = [] as const;

/** What is to be told apart: by a model's label, or by a condition of one's own. */
export function Question({ models, model }: { models: TreePage['models']; model: string | undefined }) {
  const { t, say } = usePreferences();
  const change = useChange();
  const [search] = useSearchParams();
  const choose = (chosen: string) => change(chosen === OWN
    ? { own: '1', model: undefined }
    : { model: chosen, own: undefined, target: undefined, whom: undefined, horizon: undefined });
  return (
    <section className="panel tree-asked">
      <div className="tree-line">
        <label className="tree-field"><span>{t('tree.what')}</span><Pick label={t('tree.what')} value={model ?? OWN} change={choose} options={[...models.map((one) => ({ value: one.model, label: say(one.title) })), { value: OWN, label: t('tree.own') }]} /></label>
        <label className="tree-field"><span>{t('tree.depth')}</span><Pick label={t('tree.depth')} value={search.get('depth') ?? USUAL_DEPTH} options={DEPTHS.map((value) => ({ value, label: t('tree.depth.at', { n: value }) }))} change={(depth) => change({ depth: depth === USUAL_DEPTH ? undefined : depth }, { replace: true })} /></label>
      </div>
      {model === undefined && <Own />}
    </section>
  );
}

function Own() {
  const { t } = usePreferences();
  const change = useChange();
  const [search] = useSearchParams();
  const target = useCondition(search.get('target') ?? '');
  const whom = useCondition(search.get('whom') ?? '');
  const [horizon, setHorizon] = useState(Number(search.get('horizon')) || USUAL_HORIZON);
  const fine = target.right && (whom.right || whom.text.trim() === '');
  const grow = () => fine && change({ own: '1', target: target.text, whom: whom.text.trim() || undefined, horizon: horizon === USUAL_HORIZON ? undefined : String(horizon) });
  return (
    <div className="tree-own">
      <div className="tree-field"><span>{t('tree.target')}</span><Editor oneLine text={target.text} change={target.write} mistakes={target.mistakes} label={t('tree.target')} hint={t('filter.rule.hint')} entered={grow} /></div>
      <Mistakes mistakes={target.mistakes} text={target.text} />
      <div className="tree-field"><span>{t('tree.whom')}</span><Editor oneLine text={whom.text} change={whom.write} mistakes={whom.mistakes} label={t('tree.whom')} hint={t('filter.rule.hint')} entered={grow} /></div>
      <Mistakes mistakes={whom.mistakes} text={whom.text} />
      <div className="tree-line">
        <label className="tree-field"><span>{t('tree.horizon')}</span><NumberField label={t('tree.horizon')} value={horizon} change={setHorizon} whole least={1} /></label>
        <Button type="primary" disabled={!fine} onClick={grow}>{t('tree.grow')}</Button>
      </div>
    </div>
  );
}

/** A condition that is being written, checked after each pause. */
function useCondition(original: string) {
  const [text, write] = useState(original);
  const settled = useDebounced(text, 300);
  const check = useCheck(settled.trim() === '' ? undefined : { text: settled });
  const fresh = settled === text && settled.trim() !== '' && !check.isPlaceholderData ? check.data : undefined;
  return { text, write, right: fresh?.right === true, mistakes: fresh?.mistakes ?? NONE };
}
