import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import type { WhyAnswer, WhyTree } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import './language.css';

/** Why a condition holds for a customer or not: in a sentence, part by part, by its events, and what would change it. */
export function WhyView({ why }: { why: WhyAnswer }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  return (
    <div className="why-view">
      <p className="why-sentence"><Verdict holds={why.holds} /> {say(why.sentence)}</p>
      {why.change && <p><b>{t('why.change')}</b> {say(why.change.sentence)}</p>}
      {why.until && <p className="faint">{t('why.until', { at: format.instant(why.until) })}</p>}
      <h3>{t('why.parts')}</h3>
      <ul className="why-tree"><Part tree={why.tree} /></ul>
    </div>
  );
}

export function Verdict({ holds }: { holds: boolean }) {
  const { t } = usePreferences();
  return <span className={holds ? 'verdict holds' : 'verdict'}>{holds ? <CheckOutlined aria-hidden="true" /> : <CloseOutlined aria-hidden="true" />} {t(holds ? 'why.in' : 'why.out')}</span>;
}

function Part({ tree }: { tree: WhyTree }) {
  const { t } = usePreferences();
  const format = useFormat();
  const yes = tree.value === 'true';
  const value = tree.type.toLowerCase() === 'boolean' ? t(yes ? 'why.true' : 'why.false') : tree.value ?? t('why.missing');
  return (
    <li>
      <span className="why-part">
        <code>{tree.text}</code>
        <span className={`why-value tabular ${tree.type.toLowerCase() === 'boolean' ? (yes ? 'holds' : 'fails') : ''}`}>{value}</span>
        {tree.events.length > 0 && <span className="faint">{t('count.events', { n: format.number(tree.events.length) })}</span>}
      </span>
      {tree.children.length > 0 && <ul>{tree.children.map((child) => <Part key={`${child.start}-${child.end}-${child.text}`} tree={child} />)}</ul>}
    </li>
  );
}
