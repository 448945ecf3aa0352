import type { TreeNode } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';
import { Scroll } from '../../kit/DataTable';
import { below } from './nodes';

interface Props { nodes: readonly TreeNode[]; choose: (leaf: TreeNode) => void }

/** The tree as nested lists: beside one another on wide screens, under one another on narrow ones; each leaf is a button. */
export function Branches({ nodes, choose }: Props) {
  const { t } = usePreferences();
  const root = nodes[0];
  if (!root) return null;
  return <Scroll label={t('tree.title')} className="tree-scroll"><ul className="tree"><Branch node={root} nodes={nodes} choose={choose} /></ul></Scroll>;
}

function Branch({ node, nodes, choose }: Props & { node: TreeNode }) {
  const { t } = usePreferences();
  const format = useFormat();
  const children = below(nodes, node);
  const rate = node.actual === undefined ? '–' : format.share(node.actual);
  const leaf = node.leaf;
  return (
    <li>
      {leaf
        ? <button type="button" className="tree-node tree-leaf" aria-label={t('tree.make.of', { n: node.number, rate, customers: format.number(node.heldOut) })} onClick={() => choose(node)}><Inside node={node} rate={rate} /></button>
        : <div className="tree-node"><Inside node={node} rate={rate} /></div>}
      {children.length > 0 && <ul>{children.map((child) => <Branch key={child.number} node={child} nodes={nodes} choose={choose} />)}</ul>}
    </li>
  );
}

function Inside({ node, rate }: { node: TreeNode; rate: string }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  return (
    <>
      <span className="tree-question">{node.question ? say(node.question.aloud) : t('tree.everybody')}</span>
      <span className="tree-rate"><b className="tabular">{rate}</b> <span className="faint tabular">{node.low === undefined || node.high === undefined ? t('tree.nobody') : `${format.share(node.low)}–${format.share(node.high)}`}</span></span>
      <span className="tree-bar" aria-hidden="true"><i style={{ width: `${100 * (node.actual ?? 0)}%` }} /></span>
      <span className="tree-count faint tabular">{node.leaf && <b>{t('tree.leaf', { n: node.number })} · </b>}{t('tree.of', { n: format.number(node.heldOut) })}</span>
    </>
  );
}
