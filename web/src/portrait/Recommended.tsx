import { usePreferences } from '../app/preferences';
import { Failure } from '../kit/Failure';
import { Panel } from '../kit/Panel';
import { useRecommended } from '../predictions/queries';

/** The items to recommend to a customer, and why. Nothing stands here where the data do not suffice. */
export function Recommended({ customer }: { customer: string }) {
  const { t, say } = usePreferences();
  const { data, error, refetch } = useRecommended(customer);
  if (error && !data) return <section className="panel"><Failure error={error} retry={refetch} /></section>;
  if (!data || data.items.length === 0) return null;
  return (
    <Panel id="recommended" title={t('recommended.title')} note={t('recommended.about')}>
      <ul className="said">{data.items.slice(0, 5).map((item) => <li key={item.item}>{item.name} <small className="faint">{say(item.why)}</small></li>)}</ul>
    </Panel>
  );
}
