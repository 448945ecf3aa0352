import type { ReactNode } from 'react';
import { Button, Dropdown, type MenuProps } from 'antd';
import { CloseOutlined, MoreOutlined } from '@ant-design/icons';
import { usePreferences } from '../../app/preferences';
import { Pick } from '../../kit/fields';
import { AddCondition } from './AddCondition';
import { useBench, type Where } from './bench';
import { added, childrenOf, regrouped, unwrapped, withChildren, wrapped, type How } from './edit';
import { Form } from './Form';
import { print } from './print';
import { rowOf, treeOf } from './rows';
import { begun, valueOf } from './templates';
import type { Expr } from './tree';

interface Props { expr: Expr; change: (next: Expr | undefined) => void; scope: Where; depth?: number; actions?: MenuProps['items'] }

/** A part of the tree: a group with its conditions, a form, or text that stays as it is. */
export function Node(props: Props) {
  const { expr, change, scope, depth = 0 } = props;
  const { t } = usePreferences();
  const bench = useBench();
  const row = rowOf(expr);
  const stock = scope.event ? bench.stockOf(scope.event) : bench.stock;
  const inside = (child: Expr) => <Node expr={child} scope={scope} depth={depth + 1} change={(next) => change(withChildren(expr, next ? [next] : []))} />;
  switch (row.kind) {
    case 'group': return <Group {...props} how={row.how} />;
    case 'zone': return <Box head={t('build.zone')} depth={depth} tools={<Tools {...props} />}>{inside(row.inside)}</Box>;
    case 'for_any': {
      const properties = new Map(bench.stock.events.flatMap((one) => one.properties).map((one) => [one.name, one.title]));
      const options = [...properties].map(([value, label]) => ({ value, label }));
      const head = <>{t('build.forAny')} <Pick label={t('build.property')} value={row.property} options={options} change={(property) => change(treeOf({ ...row, property }))} /></>;
      return (
        <Box head={head} depth={depth} tools={<Tools {...props} />}>
          {inside(row.condition)}
          {row.condition.is !== 'and' && row.condition.is !== 'or' && <AddCondition stock={stock} add={(next) => change(treeOf({ ...row, condition: added(row.condition, next) }))} />}
        </Box>
      );
    }
    case 'text': return (
      <div className="build-row">
        <button type="button" className="build-text" title={t('build.text.edit')} onClick={bench.toText}><code>{print(expr)}</code></button>
        <Tools {...props} />
      </div>
    );
    default: return <div className="build-row"><Form row={row} scope={scope} change={(next) => change(treeOf(next))} /><Tools {...props} /></div>;
  }
}

function Group({ expr, change, scope, depth = 0, actions, how }: Props & { how: How }) {
  const { t } = usePreferences();
  const bench = useBench();
  const stock = scope.event ? bench.stockOf(scope.event) : bench.stock;
  const children = childrenOf(expr);
  const hows = (['all', 'any', 'none'] as const).map((value) => ({ value, label: t(`build.group.${value}`) }));
  const head = <Pick label={t('build.group')} value={how} options={hows} change={(next) => change(regrouped(expr, next as How))} />;
  return (
    <Box head={head} depth={depth} tools={<Tools expr={expr} change={change} scope={scope} actions={actions} />}>
      <ol className="build-list">
        {children.map((child, i) => (
          <li key={i}>
            {i > 0 && <span className="build-join" aria-hidden="true">{t(how === 'all' ? 'build.and' : 'build.or')}</span>}
            <Node expr={child} scope={scope} depth={depth + 1} change={(next) => change(withChildren(expr, children.flatMap((one, at) => (at !== i ? [one] : next ? [next] : []))))}
              actions={rowOf(child).kind === 'group' ? [{ key: 'unwrap', label: t('build.unwrap'), onClick: () => change(unwrapped(expr, [i])) }] : undefined} />
          </li>
        ))}
      </ol>
      <AddCondition stock={stock} inEvent={scope.event !== undefined} add={(next) => change(withChildren(expr, [...children, next]))} />
    </Box>
  );
}

function Box({ head, depth, tools, children }: { head: ReactNode; depth: number; tools: ReactNode; children: ReactNode }) {
  return (
    <section className={`build-group ${depth % 2 ? 'odd' : ''}`}>
      <header className="build-group-head"><span>{head}</span>{tools}</header>
      {children}
    </section>
  );
}

/** What can be done with a part as a whole. */
function Tools({ expr, change, scope, actions }: Props) {
  const { t } = usePreferences();
  const bench = useBench();
  const another = (): Expr => {
    const first = scope.names.all[0];
    return scope.event ? (first ? valueOf(first, bench.stock.today) : expr) : begun('value', bench.stock);
  };
  const items: MenuProps['items'] = [
    { key: 'or', label: t('build.wrap.any'), onClick: () => change(wrapped(expr, 'any', another())) },
    { key: 'and', label: t('build.wrap.all'), onClick: () => change(wrapped(expr, 'all', another())) },
    { key: 'not', label: t('build.wrap.none'), onClick: () => change(expr.is === 'not' ? expr.negated : wrapped(expr, 'none')) },
    { key: 'twice', label: t('build.twice'), onClick: () => change(wrapped(expr, 'any', structuredClone(expr))) },
    ...(actions ?? []),
  ];
  return (
    <span className="build-tools">
      <Dropdown trigger={['click']} menu={{ items }}><Button size="small" type="text" icon={<MoreOutlined />} aria-label={t('build.more')} title={t('build.more')} /></Dropdown>
      <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('build.remove')} title={t('build.remove')} onClick={() => change(undefined)} />
    </span>
  );
}
