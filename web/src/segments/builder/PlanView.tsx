import { Link } from 'react-router';
import type { DefinitionChange, Plan } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';

/** The changes of a plan: before and after, people in and out by example, definitions touched, and what forbids it. */
export function PlanView({ plan }: { plan: Plan }) {
  const { t, say } = usePreferences();
  return (
    <div className="plan-changes">
      {plan.changes.length + plan.problems.length === 0 && <p className="faint">{t('plan.nothing')}</p>}
      {plan.problems.map((one) => <p key={one.id + one.problem.code} className="mistakes wrong"><code>{one.id}</code> {say(one.problem.detail)} {one.problem.hint && <span className="faint">{say(one.problem.hint)}</span>}</p>)}
      {plan.changes.map((one) => <Change key={one.id} change={one} />)}
    </div>
  );
}

function Change({ change }: { change: DefinitionChange }) {
  const { t } = usePreferences();
  const format = useFormat();
  return (
    <section className="plan-change">
      <h3><code>{change.id}</code> <span className="plan-kind">{t(`plan.kind.${change.kind}`)}</span></h3>
      {change.before != null && change.before !== change.after && <p className="plan-text"><span className="faint">{t('plan.before')}</span> <code className="old">{change.before}</code></p>}
      {change.after != null && <p className="plan-text"><span className="faint">{t('plan.after')}</span> <code>{change.after}</code></p>}
      <dl className="plan-people">
        <div><dt className="grown">{t('plan.in')}</dt><dd><b className="tabular">{format.number(change.in)}</b> <Examples ids={change.examplesIn} /></dd></div>
        <div><dt className="shrunk">{t('plan.out')}</dt><dd><b className="tabular">{format.number(change.out)}</b> <Examples ids={change.examplesOut} /></dd></div>
      </dl>
      <p className="faint">{change.touched.length ? t('plan.touched', { what: change.touched.join(', ') }) : t('plan.untouched')} {t('plan.took', { time: format.duration(change.seconds) })}</p>
    </section>
  );
}

function Examples({ ids }: { ids: readonly string[] }) {
  const { t } = usePreferences();
  const href = useHref();
  if (ids.length === 0) return null;
  return <span className="plan-examples"><span className="faint">{t('plan.examples')}</span> {ids.map((id) => <Link key={id} className="tabular" to={href(`customers/${encodeURIComponent(id)}`)}>{id}</Link>)}</span>;
}
