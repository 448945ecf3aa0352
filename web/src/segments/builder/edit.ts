import { groupOf, rowOf, treeOf } from './rows';
import type { Expr } from './tree';

export type How = 'all' | 'any' | 'none';
/** Which child of which group, from the root down. */
export type Path = readonly number[];

/** What a group, a zone or a "for any" holds; nothing for a condition. */
export function childrenOf(expr: Expr): readonly Expr[] {
  const row = rowOf(expr);
  if (row.kind === 'group') return row.children;
  if (row.kind === 'zone') return [row.inside];
  return row.kind === 'for_any' ? [row.condition] : [];
}

/** The same construct around other children; undefined where none is left. */
export function withChildren(expr: Expr, children: readonly Expr[]): Expr | undefined {
  const [first] = children;
  if (!first) return undefined;
  const row = rowOf(expr);
  switch (row.kind) {
    case 'group': return groupOf(row.how, children);
    case 'zone': return treeOf({ ...row, inside: groupOf('all', children) });
    case 'for_any': return treeOf({ ...row, condition: groupOf('all', children) });
    default: return expr;
  }
}

export function at(expr: Expr, path: Path): Expr | undefined {
  const [head, ...rest] = path;
  if (head === undefined) return expr;
  const child = childrenOf(expr)[head];
  return child && at(child, rest);
}

/** The tree with the part at a path replaced, or removed (undefined); groups that are left empty go as well. */
export function replaced(expr: Expr, path: Path, next: Expr | undefined): Expr | undefined {
  const [head, ...rest] = path;
  if (head === undefined) return next;
  const children = childrenOf(expr);
  const child = children[head];
  if (!child) return expr;
  const put = replaced(child, rest, next);
  return withChildren(expr, children.flatMap((one, i) => (i !== head ? [one] : put ? [put] : [])));
}

/** One more condition that must hold as well: joined to a group of "all", else beside what is there. */
export function added(expr: Expr | undefined, condition: Expr): Expr {
  if (!expr) return condition;
  return expr.is === 'and' ? { is: 'and', all: [...expr.all, condition] } : { is: 'and', all: [expr, condition] };
}

/** A condition together with another under a new group, or alone under "none of". */
export function wrapped(expr: Expr, how: How, other?: Expr): Expr {
  return groupOf(how, other ? [expr, other] : [expr]);
}

/** A group of another kind around the same children. */
export function regrouped(expr: Expr, how: How): Expr {
  const row = rowOf(expr);
  return row.kind === 'group' ? groupOf(how, row.children) : groupOf(how, [expr]);
}

/** The group at a path gives its children to the group around it. */
export function unwrapped(expr: Expr, path: Path): Expr {
  const group = at(expr, path);
  const place = path.at(-1);
  if (!group) return expr;
  const children = childrenOf(group);
  const [only] = children;
  if (place === undefined) return children.length === 1 && only ? only : regrouped(group, 'all');
  const above = path.slice(0, -1);
  const around = at(expr, above);
  if (!around || rowOf(around).kind !== 'group') return (children.length === 1 && only ? replaced(expr, path, only) : undefined) ?? expr;
  const next = withChildren(around, childrenOf(around).flatMap((one, i) => (i === place ? children : [one])));
  return (next && replaced(expr, above, next)) ?? expr;
}
