import { useSearchParams } from 'react-router';
import type { Portrait, PortraitTag, Tag } from '../api/types';
import { useCatalogue, useTags } from '../app/catalogue';
import { usePreferences } from '../app/preferences';
import { useChange } from '../app/url';
import { useFormat } from '../app/workspace';
import { Definition } from '../kit/Definition';
import { isNumeric, TagText } from '../kit/TagText';
import { Why } from '../kit/values';
import { WhyDrawer } from './WhyDrawer';

/** The tags in their groups; each can be asked why. */
export function Tags({ portrait }: { portrait: Portrait }) {
  const { t, say } = usePreferences();
  const { data } = useCatalogue();
  const tags = useTags();
  const [search] = useSearchParams();
  const change = useChange();
  const groups = (data?.groups ?? []).map((group) => ({ group, held: portrait.tags.filter((one) => one.group === group.id) })).filter(({ held }) => held.length > 0);
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('portrait.tags')}</h2></div></header>
      <div className="tag-groups">
        {groups.map(({ group, held }) => (
          <div key={group.id} className="tag-group">
            <h3>{say(group.title)}</h3>
            <dl>
              {held.map((one) => {
                const tag = tags.get(one.tag);
                return tag ? <Row key={one.tag} tag={tag} held={one} ask={() => change({ why: one.tag })} /> : null;
              })}
            </dl>
          </div>
        ))}
      </div>
      <WhyDrawer customer={portrait.id} tag={search.get('why') ?? undefined} close={() => change({ why: undefined })} />
    </section>
  );
}

function Row({ tag, held, ask }: { tag: Tag; held: PortraitTag; ask: () => void }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const told = held.percentile == null || !isNumeric(tag) ? undefined : t('portrait.percentile', { share: format.share(held.percentile) });
  return (
    <div className="tag-row">
      <dt><Definition text={say(tag.description)}>{say(tag.title)}</Definition></dt>
      <dd>
        <span className="tag-value"><TagText tag={tag} value={held.value} unit /></span>
        <span className="tag-rank" title={told}>
          {told && <><i style={{ width: `${(held.percentile ?? 0) * 100}%` }} aria-hidden="true" /><span className="unseen">{told}</span></>}
        </span>
        <Why about={say(tag.title)} ask={ask} />
      </dd>
    </div>
  );
}
