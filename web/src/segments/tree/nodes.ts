import type { RuleTree, TreeNode } from '../../api/types';
import type { Format } from '../../kit/format';
import type { Language, Say } from '../../words/words';
import type { Suggestion } from '../builder/PlanDrawer';
import { idOf } from '../builder/names';

/** The nodes right below one, in the order of the tree. */
export const below = (nodes: readonly TreeNode[], node: TreeNode): TreeNode[] => nodes.filter((one) => one.parent === node.number);

/** The leaves, those first of whom most did it; by training where nobody is held out. */
export const leavesOf = (nodes: readonly TreeNode[]): TreeNode[] =>
  nodes.filter((node) => node.leaf).sort((a, b) => (b.actual ?? b.rate) - (a.actual ?? a.rate));

/** Fewer held-out customers say too little for a headline. */
const ENOUGH = 30;

/** The highest and the lowest of leaves in the order of leavesOf, among those with enough held-out customers where there are some. */
export function extremes(leaves: readonly TreeNode[]): [TreeNode | undefined, TreeNode | undefined] {
  const sure = leaves.filter((leaf) => leaf.heldOut >= ENOUGH);
  const among = sure.length > 0 ? sure : leaves;
  return [among.at(0), among.at(-1)];
}

/** What the segment of a leaf may be called, in both languages. */
export function suggested(leaf: TreeNode, title: RuleTree['target']['aloud'], format: Format, speak: Record<Language, Say>): Suggestion {
  const rate = format.share(leaf.actual ?? leaf.rate);
  const named = (language: Language) => speak[language]('tree.segment', { title: title[language].replace(/[.。]$/, ''), n: leaf.number, rate });
  const about = (language: Language) => speak[language]('tree.segment.about', { rate, customers: format.number(leaf.heldOut) });
  return { id: idOf(`${title.en} leaf ${leaf.number}`), title: { en: named('en'), zh: named('zh') }, description: { en: about('en'), zh: about('zh') } };
}
