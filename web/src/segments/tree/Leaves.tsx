import type { TreeNode } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';
import { Act } from '../../kit/Act';
import { DataTable, type Column } from '../../kit/DataTable';

/** Every leaf with its rate on held-out customers, its rule, and the way to a segment. */
export function Leaves({ leaves, choose }: { leaves: readonly TreeNode[]; choose: (leaf: TreeNode) => void }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const rate = ({ actual, low, high }: TreeNode) => (actual === undefined || low === undefined || high === undefined ? t('tree.nobody') : t('tree.rate.value', { rate: format.share(actual), low: format.share(low), high: format.share(high) }));
  const labelled = (title: string, text: string) => <><span className="narrow-only faint">{title} </span>{text}</>;
  const columns: Column<TreeNode>[] = [
    { id: 'leaf', title: t('tree.leaf', { n: '' }), cell: (node) => <span className="nowrap">{t('tree.leaf', { n: node.number })}</span>, raw: (node) => node.number },
    { id: 'rate', title: t('tree.rate'), right: true, cell: (node) => <span className="nowrap">{labelled(t('tree.rate'), rate(node))}</span>, raw: (node) => node.actual ?? '' },
    { id: 'heldOut', title: t('tree.heldOut'), right: true, cell: (node) => labelled(t('tree.heldOut'), format.number(node.heldOut)), raw: (node) => node.heldOut },
    { id: 'now', title: t('tree.now'), right: true, cell: (node) => labelled(t('tree.now'), node.leaf?.now === undefined ? '–' : format.number(node.leaf.now)), raw: (node) => node.leaf?.now ?? '' },
    { id: 'rule', title: t('tree.leaf.rule'), width: '52%', cell: (node) => <><p>{say(node.leaf?.aloud)}</p><code className="tree-rule">{node.leaf?.rule}</code></>, raw: (node) => node.leaf?.rule ?? '' },
    { id: 'make', title: '', width: '1%', cell: (node) => <Act right="define" size="small" aria-label={t('tree.make.of', { n: node.number, rate: node.actual === undefined ? '–' : format.share(node.actual), customers: format.number(node.heldOut) })} onClick={() => choose(node)}>{t('tree.make')}</Act> },
  ];
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('tree.leaves')}</h2><p className="faint">{t('tree.leaves.note')}</p></div></header>
      <DataTable label={t('tree.leaves')} columns={columns} rows={leaves} keyOf={(node) => `${node.number}`} stacks />
    </section>
  );
}
