import { Link } from 'react-router';
import type { CustomerGroup } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useHref } from '../app/url';
import { useFormat } from '../app/workspace';
import { Failure } from '../kit/Failure';
import { useGroups } from './queries';

/** The company and the household of a customer, with ways to who else is of it. Nothing stands here where there is nobody else. */
export function Groups({ customer }: { customer: string }) {
  const { t } = usePreferences();
  const { data, error, refetch } = useGroups(customer);
  if (error && !data) return <section className="panel"><Failure error={error} retry={refetch} /></section>;
  if (!data || data.groups.length === 0) return null;
  return (
    <section className="panel" id="groups">
      <header className="panel-head"><div className="panel-title"><h2>{t('groups.title')}</h2><p className="faint">{t('groups.about')}</p></div></header>
      <ul className="members">{data.groups.map((group) => <Group key={group.group} group={group} />)}</ul>
    </section>
  );
}

function Group({ group }: { group: CustomerGroup }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const more = group.size - 1 - group.others.length;
  return (
    <li>
      <p><b>{say(group.title)}</b> <span className="faint" title={group.by.map((by) => say(by.title)).join(' · ')}>{group.values.join(' · ')}</span></p>
      {group.tooLarge
        ? <p className="faint">{t('groups.large', { n: format.number(group.size) })}</p>
        : (
          <p className="group-others">
            {group.others.map((other) => <Link key={other} className="tabular" to={href(`customers/${encodeURIComponent(other)}`)}>{other}</Link>)}
            {more > 0 && <span className="faint">{t('groups.more', { n: format.number(more) })}</span>}
          </p>
        )}
    </li>
  );
}
