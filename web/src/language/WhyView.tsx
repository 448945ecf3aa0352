import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import type { WhyAnswer, WhyTree } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { Mark } from '../kit/values';
import { useVocabulary } from './queries';
import './language.css';

const SHOWN = 40;

/** Why a condition holds for a customer or not: in a sentence, part by part, by its events, and what would change it. */
export function WhyView({ why }: { why: WhyAnswer }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  return (
    <div className="why-view">
      <p className="why-sentence"><Verdict holds={why.holds} /> {say(why.sentence)}</p>
      {why.change && <p><b>{t('why.change')}</b> {say(why.change.sentence)}</p>}
      <p className="faint">{why.until ? t('why.until', { at: format.instant(why.until) }) : t('why.until.ever')}</p>
      <h3>{t('why.parts')}</h3>
      <ul className="why-tree"><Part tree={why.tree} /></ul>
      <Cited why={why} />
    </div>
  );
}

/** The events that decide the answer; those without which it would be the other one are marked. */
function Cited({ why }: { why: WhyAnswer }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const vocabulary = useVocabulary();
  if (why.cited.length === 0) return <p className="faint">{t('why.cited.none')}</p>;
  const titles = new Map((vocabulary.data?.events ?? []).map((one) => [one.name, say(one.title)]));
  const decisive = new Set(why.removal?.events ?? []);
  return (
    <>
      <h3>{t('why.cited', { n: format.number(why.cited.length) })}</h3>
      {decisive.size > 0 && <p className="faint">{t('why.removal', { n: format.number(decisive.size) })}</p>}
      <ol className="why-cited">
        {why.cited.slice(0, SHOWN).map((event, i) => (
          <li key={event.id}>
            <span className="tabular nowrap">{format.instant(event.at)}</span> <Mark tag="event" value={event.type} title={titles.get(event.type) || event.type} position={3} />
            {decisive.has(i) && <span className="why-decisive">{t('why.removal.mark')}</span>}
          </li>
        ))}
      </ol>
      {why.cited.length > SHOWN && <p className="faint">{t('why.newest', { n: SHOWN })}</p>}
    </>
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
  const value = tree.type === 'boolean' ? t(yes ? 'why.true' : 'why.false') : tree.value ?? t('why.missing');
  return (
    <li>
      <span className="why-part">
        <code>{tree.text}</code>
        <span className={`why-value tabular ${tree.type === 'boolean' ? (yes ? 'holds' : 'fails') : ''}`}>{value}</span>
        {tree.events.length > 0 && <span className="faint">{t('count.events', { n: format.number(tree.events.length) })}</span>}
      </span>
      {tree.children.length > 0 && <ul>{tree.children.map((child) => <Part key={`${child.start}-${child.end}-${child.text}`} tree={child} />)}</ul>}
    </li>
  );
}
