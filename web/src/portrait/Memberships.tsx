import { Drawer, Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { Membership } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useSegmentOptions } from '../app/segments';
import { useChange, useHref } from '../app/url';
import { useFormat } from '../app/workspace';
import { Answer } from '../kit/Answer';
import { TableSkeleton } from '../kit/Skeletons';
import { Mark, Why } from '../kit/values';
import { WhyView } from '../language/WhyView';
import { isRule } from './memberships';
import { useMemberWhy } from './queries';

/** The segments a customer is in: since when, why, and what would change it; those that it is not in can be asked as well. */
export function Memberships({ customer, memberships }: { customer: string; memberships: readonly Membership[] }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const change = useChange();
  const [search] = useSearchParams();
  const { rules } = useSegmentOptions();
  const asked = search.get('member') ?? undefined;
  const title = rules.find((rule) => rule.value === asked)?.label ?? asked ?? '';
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('portrait.memberships')}</h2></div></header>
      {memberships.length === 0 && <p className="faint">{t('portrait.members.none')}</p>}
      <ul className="members">
        {memberships.map((m) => {
          const [tag = '', value = ''] = m.segment.split(':');
          const rule = isRule(m.segment);
          return (
            <li key={m.segment}>
              <p className="member">
                <span>
                  {rule ? <Link to={href(`segments/rules/${encodeURIComponent(m.segment)}`)}>{say(m.title) || m.segment}</Link>
                    : <Link to={href('customers', { where: m.segment })}><Mark tag={tag} value={value} title={say(m.title)} /></Link>}
                  {m.since && <span className="faint"> {t('portrait.since', { day: format.date(m.since) })}</span>}
                </span>
                <Why about={say(m.title)} ask={() => change(rule ? { member: m.segment } : { why: tag })} />
              </p>
              {m.flip && <p className="faint">{say(m.flip)}</p>}
              {m.until && <p className="faint">{t('why.until', { at: format.instant(m.until) })}</p>}
            </li>
          );
        })}
      </ul>
      {rules.length > 0 && (
        <Select className="member-ask" size="small" aria-label={t('portrait.members.ask')} placeholder={t('portrait.members.ask')} value={null} options={rules} showSearch={{ optionFilterProp: 'label' }} onChange={(id: string | null) => change({ member: id ?? undefined })} />
      )}
      <Drawer open={asked !== undefined} onClose={() => change({ member: undefined })} title={t('why.title.segment', { segment: title })} size={Math.min(560, window.innerWidth)}>
        {asked !== undefined && <Reasons customer={customer} segment={asked} />}
      </Drawer>
    </section>
  );
}

function Reasons({ customer, segment }: { customer: string; segment: string }) {
  return <Answer of={useMemberWhy(customer, segment)} skeleton={<TableSkeleton rows={6} />}>{(data) => <WhyView why={data} />}</Answer>;
}
