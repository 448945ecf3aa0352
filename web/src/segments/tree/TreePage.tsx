import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { RuleTree, TreeNode, TreePage as Page } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useTitle } from '../../app/title';
import { useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { Answer } from '../../kit/Answer';
import { Empty } from '../../kit/Empty';
import { ChartSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { speaker } from '../../words/words';
import { PlanDrawer } from '../builder/PlanDrawer';
import { useTree } from '../queries';
import { Branches } from './Branches';
import { Leaves } from './Leaves';
import { Question } from './Question';
import { extremes, leavesOf, suggested } from './nodes';
import '../segments.css';
import './tree.css';

/** What tells those who will do something from the others: few questions, each leaf a rule that can become a segment. */
export function TreePage() {
  const { t } = usePreferences();
  const href = useHref();
  const [search] = useSearchParams();
  const said = (name: string) => search.get(name) || undefined;
  const list = useTree({});
  const models = list.data?.models ?? [];
  const own = said('target') !== undefined || search.get('own') !== null || list.data?.models.length === 0;
  const model = own ? undefined : said('model') ?? models[0]?.model;
  const query = useTree({ model, target: said('target'), ...(own && { whom: said('whom'), horizonDays: said('horizon') }), depth: said('depth') }, own || model !== undefined);
  useTitle(t('tree.title'));
  return (
    <div className="page">
      <header className="page-head">
        <p className="faint crumb"><Link to={href('segments')}>{t('nav.segments')}</Link> / {t('tree.title')}</p>
        <h1>{t('tree.question')}</h1>
        <p className="faint">{t('tree.about')}</p>
      </header>
      <Question key={own ? 'own' : 'model'} models={models} model={model} />
      <Answer of={list.error ? list : query} skeleton={<><div className="panel"><ChartSkeleton height={320} /></div><div className="panel"><TableSkeleton rows={8} /></div></>}>
        {(page) => <Body page={page} model={model} />}
      </Answer>
    </div>
  );
}

function Body({ page, model }: { page: Page; model: string | undefined }) {
  const { t, say } = usePreferences();
  if (page.refused) return <div className="panel"><Empty title={t('tree.refused', { code: page.refused.code })} teach={say(page.refused.reason)} /></div>;
  if (!page.tree) return <div className="panel"><Empty title={t('tree.none')} teach={t('tree.none.teach')} /></div>;
  const title = page.models.find((one) => one.model === model)?.title ?? page.tree.target.aloud;
  return <Grown tree={page.tree} title={title} />;
}

function Grown({ tree, title }: { tree: RuleTree; title: TreeNodeTitle }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const [leaf, setLeaf] = useState<TreeNode>();
  const leaves = leavesOf(tree.nodes);
  const [best, worst] = extremes(leaves);
  const share = (node: TreeNode | undefined) => (node?.actual === undefined ? '–' : format.share(node.actual));
  return (
    <div className="segments">
      <section className="panel">
        <header className="panel-head"><div className="panel-title">
          <h2>{t('tree.finding', { best: share(best), worst: share(worst), all: format.share(tree.actual) })}</h2>
          <p className="faint">{t('tree.finding.note', { target: say(tree.target.aloud), days: tree.horizonDays })} <code>{tree.target.text}</code></p>
        </div></header>
        <Branches nodes={tree.nodes} choose={setLeaf} />
      </section>
      <Leaves leaves={leaves} choose={setLeaf} />
      <Judged tree={tree} />
      {leaf?.leaf && <PlanDrawer key={leaf.number} open close={() => setLeaf(undefined)} text={leaf.leaf.rule} segment={undefined} suggestion={suggested(leaf, title, format, { en: speaker('en'), zh: speaker('zh') })} />}
    </div>
  );
}

type TreeNodeTitle = RuleTree['target']['aloud'];

function Judged({ tree }: { tree: RuleTree }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('tree.judged')}</h2></div></header>
      <dl className="tree-facts">
        <dt>{t('tree.judged.on')}</dt><dd>{t('tree.judged.on.about', { n: format.number(tree.heldOut), at: format.date(tree.cutoff) })}</dd>
        <dt>{t('tree.learned')}</dt><dd>{t('tree.learned.about', { n: format.number(tree.rows), times: tree.training.map((at) => format.date(at)).join(', ') })}</dd>
        <dt>AUC</dt><dd><b className="tabular">{format.number(tree.auc, 3)}</b> <small className="faint">{t('tree.auc.about')}</small></dd>
        <dt>{t('tree.loss')}</dt><dd><b className="tabular">{format.number(tree.logLoss, 3)}</b> <small className="faint">{t('tree.loss.about', { naive: format.number(tree.naive, 3) })}</small></dd>
        <dt>{t('tree.whom.fact')}</dt><dd>{say(tree.population.aloud)} <code>{tree.population.text}</code></dd>
        {tree.sampled < 1 && <><dt>{t('tree.sampled')}</dt><dd>{format.share(tree.sampled)}</dd></>}
        {tree.leftOut.length > 0 && <><dt>{t('tree.leftOut')}</dt><dd>{t('tree.leftOut.about', { names: tree.leftOut.join(', ') })}</dd></>}
      </dl>
    </section>
  );
}
