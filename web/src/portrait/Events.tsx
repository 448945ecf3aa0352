import { Button, Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import type { Portrait } from '../api/types';
import { localDay } from '../app/bar/days';
import { usePreferences } from '../app/preferences';
import { useChange } from '../app/url';
import { useFormat, useWorkspace } from '../app/workspace';
import { Answer } from '../kit/Answer';
import { Empty } from '../kit/Empty';
import { Failure } from '../kit/Failure';
import { TableSkeleton } from '../kit/Skeletons';
import { EventTable } from './EventTable';
import { DAY_LIMIT, useDayEvents, useEvents } from './queries';

/** The history itself: all events page by page, or those of the day chosen on the time line. */
export function Events({ portrait }: { portrait: Portrait }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const [search] = useSearchParams();
  const change = useChange();
  const type = search.get('type') ?? undefined;
  const day = search.get('day') ?? undefined;
  const lane = portrait.lanes.find((one) => one.type === type);
  const types = [{ value: '', label: t('portrait.events.all') }, ...portrait.lanes.map((one) => ({ value: one.type, label: `${say(one.title)} ${format.number(one.count)}` }))];
  return (
    <section className="panel" id="events">
      <header className="panel-head">
        <div className="panel-title"><h2>{day ? t('portrait.day', { lane: lane ? say(lane.title) : t('portrait.events'), day: format.date(day) }) : t('portrait.events')}</h2></div>
        <div className="panel-tools">
          {day && <Button size="small" onClick={() => change({ day: undefined }, { replace: true })}>{t('portrait.day.all')}</Button>}
          <Segmented aria-label={t('portrait.event.type')} options={types} value={type ?? ''} onChange={(value) => change({ type: value || undefined }, { replace: true })} />
        </div>
      </header>
      {day ? <OfDay id={portrait.id} type={type} day={day} /> : <All id={portrait.id} type={type} />}
    </section>
  );
}

function All({ id, type }: { id: string; type: string | undefined }) {
  const { t } = usePreferences();
  const format = useFormat();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useEvents(id, type);
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data) return <TableSkeleton rows={10} />;
  const events = data.pages.flatMap((page) => page.events);
  const total = data.pages[0]?.total ?? events.length;
  if (events.length === 0) return <Empty title={t('portrait.events.none')} teach={t('portrait.events.none.teach')} />;
  return (
    <>
      <EventTable label={t('portrait.events')} events={events} maxHeight={520} />
      <p className="events-foot faint tabular">
        {t('portrait.events.shown', { shown: format.number(events.length), total: format.number(total) })}
        {hasNextPage && <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('portrait.events.more')}</Button>}
      </p>
    </>
  );
}

function OfDay({ id, type, day }: { id: string; type: string | undefined; day: string }) {
  const { t } = usePreferences();
  const format = useFormat();
  const { zone } = useWorkspace();
  return (
    <Answer of={useDayEvents(id, type, day)} skeleton={<TableSkeleton rows={6} />}>
      {(data) => {
        const events = data.events.filter((e) => localDay(e.at, zone) === day);
        if (events.length === 0) return <Empty title={t('portrait.events.none')} teach={t('portrait.events.none.teach')} />;
        return (
          <>
            {events.length === DAY_LIMIT && <p className="faint">{t('portrait.day.shown', { n: format.number(DAY_LIMIT) })}</p>}
            <EventTable label={t('portrait.events')} events={events} maxHeight={520} />
          </>
        );
      }}
    </Answer>
  );
}
