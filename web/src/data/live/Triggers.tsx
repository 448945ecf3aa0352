import { Link } from 'react-router';
import type { Trigger, WebhookCall } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { Answer } from '../../kit/Answer';
import { DataTable, type Column } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { TableSkeleton } from '../../kit/Skeletons';
import { useTriggers } from './queries';

/** What is called when somebody enters a segment, and how the calls went. */
export function Triggers() {
  const { t } = usePreferences();
  return (
    <section className="panel" aria-label={t('live.triggers')}>
      <h2>{t('live.triggers')}</h2>
      <Answer of={useTriggers()} skeleton={<TableSkeleton rows={3} />}>
        {({ triggers }) => triggers.length === 0
          ? <Empty title={t('live.triggers.none')} teach={t('live.triggers.none.teach')} />
          : triggers.map((trigger) => <OneTrigger key={trigger.id} trigger={trigger} />)}
      </Answer>
    </section>
  );
}

function OneTrigger({ trigger }: { trigger: Trigger }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const columns: Column<WebhookCall>[] = [
    { id: 'at', title: t('live.call.at'), width: '1%', cell: (call) => <span className="tabular nowrap">{format.instant(call.at)}</span> },
    { id: 'customer', title: t('live.who'), cell: (call) => <Link to={href(`customers/${encodeURIComponent(call.customer)}`)}>{call.customer}</Link> },
    { id: 'value', title: t('live.call.value'), cell: (call) => call.value ?? '–' },
    { id: 'state', title: t('live.call.state'), cell: (call) => (call.doneAt !== undefined ? t('live.call.done', { at: format.instant(call.doneAt) }) : call.nextAt !== undefined ? t('live.call.waiting', { at: format.instant(call.nextAt) }) : call.failure === 'no_consent' ? t('live.call.heldBack') : t('live.call.givenUp')) },
    { id: 'attempts', title: t('live.call.attempts'), right: true, cell: (call) => format.number(call.attempts) },
    { id: 'failure', title: t('live.call.failure'), cell: (call) => <span className="faint">{call.failure === 'no_consent' ? t('live.call.noConsent') : call.failure ?? ''}</span> },
  ];
  return (
    <article className="live-trigger" aria-label={say(trigger.title)}>
      <h3>{say(trigger.title)}</h3>
      <p className="faint">
        {t(trigger.onLeaving ? 'live.trigger.left' : 'live.trigger.entered', { segment: trigger.segment, url: trigger.url })}{' '}
        {trigger.oncePerDays !== undefined && t('live.trigger.once', { days: trigger.oncePerDays })}{' '}
        {t(trigger.signed ? 'live.trigger.signed' : 'live.trigger.unsigned')}
      </p>
      {trigger.calls.length === 0
        ? <p className="faint">{t('live.trigger.quiet')}</p>
        : <DataTable label={say(trigger.title)} columns={columns} rows={trigger.calls} keyOf={(call) => call.id} maxHeight={320} stacks />}
    </article>
  );
}
