import type { AffinityOfFacet } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { Failure } from '../kit/Failure';
import { Panel } from '../kit/Panel';
import { useAffinities, useNeeds } from '../predictions/queries';
import '../predictions/predictions.css';

/** What the customer is shopping for now; where that cannot be told, why. */
export function Needs({ customer }: { customer: string }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const { data, error, refetch } = useNeeds(customer);
  if (error && !data) return <section className="panel"><Failure error={error} retry={refetch} /></section>;
  if (!data) return null;
  return (
    <Panel id="needs" title={t('needs.title')} note={data.refused ? say(data.refused.reason) : t(data.needs.length === 0 ? 'needs.none' : 'needs.about')}>
      {data.needs.length > 0 && (
        <ul className="said">
          {data.needs.slice(0, 4).map((need) => (
            <li key={need.category}>
              <p className="said-head"><span className="ink">{need.category}</span><b className="tabular">{format.share(need.probability)}</b></p>
              <small className="faint">{t('needs.evidence', { looks: format.number(need.looks), searches: format.number(need.searches), carts: format.number(need.carts), at: format.date(need.last), usual: format.share(need.usual) })}</small>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** What the customer is drawn to, by category, brand and word; where that cannot be told, why. */
export function Affinities({ customer }: { customer: string }) {
  const { t, say } = usePreferences();
  const { data, error, refetch } = useAffinities(customer);
  if (error && !data) return <section className="panel"><Failure error={error} retry={refetch} /></section>;
  if (!data) return null;
  const told = data.facets.filter((each) => !each.refused);
  const first = data.facets[0]?.refused;
  return (
    <Panel id="affinities" title={t('affinity.title')} note={told.length === 0 && first ? say(first.reason) : t('affinity.about')}>
      {told.map((each) => <FacetList key={each.facet} of={each} />)}
    </Panel>
  );
}

function FacetList({ of }: { of: AffinityOfFacet }) {
  const { t } = usePreferences();
  const format = useFormat();
  return (
    <>
      <h3 className="affinity-facet">{t(`affinity.${of.facet}`)}</h3>
      {of.subjects.length === 0
        ? <p className="faint">{t('affinity.none')}</p>
        : (
          <ul className="said">
            {of.subjects.map((each) => (
              <li key={each.subject}>
                <p className="said-head"><span className="ink">{each.subject}</span><span className="tabular"><b>{format.share(each.share)}</b> <small className="faint">{t('affinity.lift', { lift: format.number(each.lift, 1) })}</small></span></p>
                <small className="faint">{t(of.facet === 'keyword' ? 'affinity.evidence.keyword' : 'affinity.evidence', { looks: format.number(each.looks), purchases: format.number(each.purchases), at: format.date(each.last) })}</small>
              </li>
            ))}
          </ul>
        )}
    </>
  );
}
