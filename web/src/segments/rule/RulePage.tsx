import { Button } from 'antd';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { RuleSegmentPage } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useTitle } from '../../app/title';
import { useChange, useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { Act } from '../../kit/Act';
import { Answer } from '../../kit/Answer';
import { Failure } from '../../kit/Failure';
import { ChartSkeleton, TableSkeleton } from '../../kit/Skeletons';
import { Share } from '../../kit/values';
import { useMembers } from '../../language/queries';
import { useRule, useUndo } from '../queries';
import { Contrast } from './Contrast';
import { History } from './History';
import { RuleVersions } from './RuleVersions';
import '../segments.css';
import '../../language/language.css';

/** One segment that is written in the language: what it says, who is in it, how it moved, how its people differ. */
export function RulePage() {
  const { id = '' } = useParams();
  return (
    <div className="page">
      <Answer of={useRule(id)} skeleton={<><div className="panel"><TableSkeleton rows={4} /></div><div className="panel"><ChartSkeleton height={300} /></div></>}>
        {(data) => <Body segment={data} />}
      </Answer>
    </div>
  );
}

function Body({ segment }: { segment: RuleSegmentPage }) {
  const { t, say } = usePreferences();
  const href = useHref();
  const title = say(segment.title) || segment.id;
  useTitle(title);
  return (
    <div className="segments">
      <header className="page-head page-head-row">
        <div>
          <p className="faint crumb"><Link to={href('segments')}>{t('nav.segments')}</Link> / <span>{segment.id}</span></p>
          <h1>{title}</h1>
          {segment.description && <p className="faint">{say(segment.description)}</p>}
        </div>
        <div className="rule-tools">
          <Link className="button" to={href('customers', { population: segment.id })}>{t('rule.customers')}</Link>
          <Link className="button" to={href('overview', { population: segment.id })}>{t('segments.use.do')}</Link>
          <Link className="button" to={href('segments/overlap', { ids: segment.id })}>{t('rule.overlap')}</Link>
          <Link className="button" to={href(`segments/rules/${encodeURIComponent(segment.id)}/edit`)}>{t('rule.edit')}</Link>
        </div>
      </header>
      <AppliedNote segment={segment} />
      <Definition segment={segment} />
      <History id={segment.id} />
      <Contrast id={segment.id} />
      <RuleVersions segment={segment} />
    </div>
  );
}

/** Said after a change was applied, with the way back. */
function AppliedNote({ segment }: { segment: RuleSegmentPage }) {
  const { t } = usePreferences();
  const [search] = useSearchParams();
  const change = useChange();
  const undo = useUndo();
  const href = useHref();
  const navigate = useNavigate();
  const applied = Number(search.get('applied'));
  if (!applied) return null;
  const before = segment.versions.some((one) => one.version < applied);
  const back = () => undo.mutateAsync({ version: applied }).then(
    () => (before ? change({ applied: undefined }, { replace: true }) : navigate(href('segments'))), () => undefined);
  return (
    <section className="applied" role="status">
      <p>{t('rule.applied', { version: applied })}</p>
      <Act right="define" size="small" loading={undo.isPending} onClick={() => void back()}>{t('rule.undo')}</Act>
      <Button size="small" type="text" onClick={() => change({ applied: undefined }, { replace: true })}>{t('rule.fine')}</Button>
      {undo.error && <Failure error={undo.error} />}
    </section>
  );
}

function Definition({ segment }: { segment: RuleSegmentPage }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const link = (id: string) => <Link key={id} to={id.includes(':') ? href('customers', { where: id }) : href(`segments/rules/${encodeURIComponent(id)}`)}>{id}</Link>;
  return (
    <section className="panel rule-definition">
      <div>
        <p className="aloud">{say(segment.aloud)}</p>
        <code className="rule-text">{segment.text}</code>
        {segment.uses.length > 0 && <p className="faint rule-links">{t('rule.uses')} {segment.uses.map(link)}</p>}
        {segment.usedBy.length > 0 && <p className="faint rule-links">{t('rule.usedBy')} {segment.usedBy.map(link)}</p>}
      </div>
      <div>
        <p className="build-size"><b className="tabular">{format.number(segment.customers)}</b> <span className="faint">{t('word.customers')}</span></p>
        <dl className="facts">
          <div><dt>{t('segments.share')}</dt><dd><Share value={segment.share} bar /></dd></div>
          <div><dt>{t('segments.spend')}</dt><dd className="tabular">{format.money(segment.spend, 0)}</dd></div>
          <div><dt>{t('segments.spendShare')}</dt><dd><Share value={segment.spendShare} bar /></dd></div>
          <div><dt>{t('rule.version')}</dt><dd className="tabular">{segment.version > 0 ? format.number(segment.version) : '–'}</dd></div>
          {segment.owner && <div><dt>{t('rule.owner')}</dt><dd>{segment.owner}</dd></div>}
        </dl>
      </div>
      <First text={segment.text} />
    </section>
  );
}

function First({ text }: { text: string }) {
  const { t } = usePreferences();
  const href = useHref();
  return (
    <div>
      <h2 className="build-label">{t('build.members')}</h2>
      <Answer of={useMembers(text, 8)} skeleton={<TableSkeleton rows={3} />}>
        {(data) => data.customers.length === 0 ? <p className="faint">{t('build.members.none')}</p> : <ul className="build-members">{data.customers.map((one) => <li key={one.id}><Link className="tabular" to={href(`customers/${encodeURIComponent(one.id)}`)}>{one.id}</Link></li>)}</ul>}
      </Answer>
    </div>
  );
}
