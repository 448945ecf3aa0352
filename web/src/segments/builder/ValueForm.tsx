import type { ReactNode } from 'react';
import { usePreferences } from '../../app/preferences';
import { Pick, TextField } from '../../kit/fields';
import { useBench, type Where } from './bench';
import { EventFields } from './EventFields';
import { Literals } from './Literals';
import type { Row, Subject } from './rows';
import { folded, FOLDS_OF, nameOf, retested, testOf, testsOf, type TestName } from './templates';
import { FOLDS, type Fold } from './tree';
import { kindOf, type Kind, type Known } from './vocabulary';

type ValueRow = Extract<Row, { kind: 'value' }>;
interface Props { row: ValueRow; scope: Where; change: (row: Row) => void }

/** A subject, what is asked of it, and the value it is held against. */
export function ValueForm({ row, scope, change }: Props) {
  const { t } = usePreferences();
  const { stock } = useBench();
  const { subject, test } = row;
  const known = useSubject(subject, scope);
  const name = nameOf(test, known.kind);
  const tests = testsOf(known.kind, name).map((value) => ({ value, label: t(`build.test.${value}`) }));
  const put = (next: Subject, kind: Kind, choice?: string) => change({ kind: 'value', subject: next, test: kind === known.kind && kind !== 'choice' ? test : testOf(kind, stock.today, choice) });
  const asked = (
    <span className="field-group">
      <Pick label={t('build.test')} value={name} options={tests} change={(next) => change({ ...row, test: retested(next as TestName, test, known.kind, stock.today) })} />
      <Literals test={test} kind={known.kind} choices={known.choices} change={(next) => change({ ...row, test: next })} />
    </span>
  );
  return <div className="build-form"><SubjectFields subject={subject} scope={scope} put={put} same={(next) => change({ ...row, subject: next })} asked={asked} /></div>;
}

interface About { kind: Kind; choices: Known['choices'] }

function useSubject(subject: Subject, scope: Where): About {
  const bench = useBench();
  switch (subject.kind) {
    case 'name': return scope.names.find(subject.name) ?? { kind: 'text', choices: [] };
    case 'fold': return { kind: folded(subject.fold, subject.property === undefined ? undefined : bench.event(subject.events.type).find(subject.property)?.kind ?? 'text'), choices: [] };
    case 'since': return { kind: subject.days ? 'number' : 'duration', choices: [] };
    case 'weekday': return { kind: 'weekday', choices: [] };
    case 'hour': case 'score': case 'standing': return { kind: kindOf('number'), choices: [] };
  }
}

interface SubjectProps { subject: Subject; scope: Where; put: (subject: Subject, kind: Kind, choice?: string) => void; same: (subject: Subject) => void; asked: ReactNode }

function SubjectFields({ subject, scope, put, same, asked }: SubjectProps) {
  const { t } = usePreferences();
  const bench = useBench();
  switch (subject.kind) {
    case 'name': {
      const options = scope.names.all.map((one) => ({ value: one.name, label: one.title }));
      const pick = (name: string) => {
        const known = scope.names.find(name);
        put({ kind: 'name', name }, known?.kind ?? 'text', known?.choices[0]?.id);
      };
      return <><Pick label={scope.event ? t('build.property') : t('build.name')} value={subject.name} options={options} change={pick} />{asked}</>;
    }
    case 'fold': {
      const properties = bench.event(subject.events.type).all;
      const kind = subject.property === undefined ? undefined : properties.find((one) => one.name === subject.property)?.kind ?? 'text';
      const fits = (one: Known, fold: Fold) => FOLDS_OF[one.kind].includes(fold);
      const folds = FOLDS.filter((fold) => fold === 'COUNT' || fold === 'MEDIAN_GAP' || fold === subject.fold || properties.some((one) => fits(one, fold)) || fold === 'FIRST' || fold === 'LAST');
      const bare = (fold: Fold) => fold === 'COUNT' || fold === 'MEDIAN_GAP';
      const refold = (fold: Fold) => {
        const property = bare(fold) ? undefined : properties.find((one) => one.name === subject.property && fits(one, fold)) ?? properties.find((one) => fits(one, fold));
        put({ kind: 'fold', fold, events: subject.events, ...(property && { property: property.name }) }, folded(fold, property?.kind));
      };
      const instants = subject.fold === 'FIRST' || subject.fold === 'LAST';
      const options = [...(instants ? [{ value: '', label: t('build.instant') }] : []), ...properties.filter((one) => fits(one, subject.fold)).map((one) => ({ value: one.name, label: one.title }))];
      const reproperty = (name: string) => {
        const property = properties.find((one) => one.name === name);
        put({ kind: 'fold', fold: subject.fold, events: subject.events, ...(property && { property: name }) }, folded(subject.fold, property?.kind));
      };
      const retype = (events: typeof subject.events) => {
        const kept = subject.property === undefined || events.type === subject.events.type ? subject.property : bench.event(events.type).all.find((one) => one.name === subject.property || fits(one, subject.fold))?.name;
        if (subject.property !== undefined && kept === undefined) put({ kind: 'fold', fold: 'COUNT', events }, 'number');
        else same({ kind: 'fold', fold: subject.fold, events, ...(kept !== undefined && { property: kept }) });
      };
      return (
        <>
          <Pick label={t('build.fold')} value={subject.fold} options={folds.map((value) => ({ value, label: t(`build.fold.${value}`) }))} change={(next) => refold(next as Fold)} />
          <EventFields events={subject.events} change={retype} after={asked} between={!bare(subject.fold) && (
            <><span className="faint" aria-hidden="true">·</span><Pick label={t('build.property')} value={kind === undefined ? '' : subject.property ?? ''} options={options} change={reproperty} /></>
          )} />
        </>
      );
    }
    case 'since': {
      const ends = (['LAST', 'FIRST'] as const).map((value) => ({ value, label: t(`build.since.${subject.days ? 'days' : 'time'}.${value}`) }));
      return (
        <>
          <Pick label={t('build.since')} value={subject.end} options={ends} change={(end) => same({ ...subject, end: end === 'FIRST' ? 'FIRST' : 'LAST' })} />
          <EventFields events={subject.events} change={(events) => same({ ...subject, events })} after={asked} />
        </>
      );
    }
    case 'hour': return <><span>{t(scope.event ? 'build.hour.event' : 'build.hour')}</span>{asked}</>;
    case 'weekday': return <><span>{t(scope.event ? 'build.weekday.event' : 'build.weekday')}</span>{asked}</>;
    case 'score': return <><span>{t('build.score')}</span><TextField label={t('build.score')} value={subject.model} change={(model) => same({ ...subject, model })} />{asked}</>;
    case 'standing': {
      const tags = bench.customer.all.filter((one) => one.kind === 'number').map((one) => ({ value: one.name, label: one.title }));
      const { segment, ...bare } = subject;
      return (
        <>
          <Pick label={t('build.standing')} value={subject.of} options={(['PERCENTILE', 'RANK'] as const).map((value) => ({ value, label: t(`build.standing.${value}`) }))} change={(of) => same({ ...subject, of: of === 'RANK' ? 'RANK' : 'PERCENTILE' })} />
          <Pick label={t('build.name')} value={subject.tag} options={tags} change={(tag) => same({ ...subject, tag })} />
          <Pick label={t('segments.segment')} value={segment ?? ''} options={[{ value: '', label: t('build.standing.all') }, ...bench.segments]} change={(next) => same(next ? { ...bare, segment: next } : bare)} />
          {asked}
        </>
      );
    }
  }
}
