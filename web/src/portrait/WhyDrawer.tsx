import { Drawer } from 'antd';
import type { Tag, Why } from '../api/types';
import { useTags } from '../app/catalogue';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { Answer } from '../kit/Answer';
import { TableSkeleton } from '../kit/Skeletons';
import { TagText } from '../kit/TagText';
import { EventTable } from './EventTable';
import { useWhy } from './queries';

/** The definition and the events behind a tag's value. */
export function WhyDrawer({ customer, tag, close }: { customer: string; tag: string | undefined; close: () => void }) {
  const { t, say } = usePreferences();
  const known = useTags().get(tag ?? '');
  const why = useWhy(customer, tag);
  return (
    <Drawer open={tag !== undefined} onClose={close} title={t('why.title', { tag: known ? say(known.title) : tag ?? '' })} size={Math.min(560, window.innerWidth)}>
      {tag && <Answer of={why} skeleton={<TableSkeleton rows={8} />}>{(data) => <Reasons why={data} tag={known} />}</Answer>}
    </Drawer>
  );
}

function Reasons({ why, tag }: { why: Why; tag: Tag | undefined }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  return (
    <div className="reasons">
      <p className="reasons-sentence">{say(why.sentence)}</p>
      <dl className="facts">
        {tag && <div><dt>{t('why.value')}</dt><dd><TagText tag={tag} value={why.value} unit /></dd></div>}
        {tag && <div><dt>{t('why.definition')}</dt><dd>{say(tag.description)}</dd></div>}
        {tag?.formula && <div><dt>{t('why.formula')}</dt><dd><code>{tag.formula}</code></dd></div>}
        {why.parameters.map((p) => <div key={p.name.en}><dt>{say(p.name)}</dt><dd className="tabular">{p.value}</dd></div>)}
      </dl>
      <h3>{why.total > 0 ? t('why.counted', { n: format.number(why.total) }) : t('why.none')}</h3>
      {why.total > why.events.length && <p className="faint">{t('why.newest', { n: format.number(why.events.length) })}</p>}
      {why.events.length > 0 && <EventTable label={t('portrait.events')} events={why.events} />}
    </div>
  );
}
