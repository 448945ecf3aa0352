import { usePreferences } from '../../app/preferences';
import { NumberField, Pick, TextField } from '../../kit/fields';
import { useBench, type Where } from './bench';
import { EventFields } from './EventFields';
import { Node } from './Node';
import type { Row } from './rows';
import { SequenceForm } from './SequenceForm';
import { UNITS, type Unit } from './tree';
import { ValueForm } from './ValueForm';
import { WindowField } from './WindowField';

export type FormRow = Exclude<Row, { kind: 'group' | 'zone' | 'for_any' | 'text' }>;
interface Props { row: FormRow; scope: Where; change: (row: Row) => void }

/** The fields of one condition. */
export function Form({ row, scope, change }: Props) {
  const { t } = usePreferences();
  const bench = useBench();
  const anyNo = (any: boolean, put: (any: boolean) => void, of: 'happened' | 'sequence') =>
    <Pick label={t('build.whether')} value={any ? 'any' : 'no'} options={(['any', 'no'] as const).map((value) => ({ value, label: t(`build.${of}.${value}`) }))} change={(next) => put(next === 'any')} />;
  switch (row.kind) {
    case 'value': return <ValueForm row={row} scope={scope} change={change} />;
    case 'happened': return <div className="build-form">{anyNo(row.any, (any) => change({ ...row, any }), 'happened')}<EventFields events={row.events} change={(events) => change({ ...row, events })} /></div>;
    case 'sequence': return (
      <div className="build-form">
        {anyNo(row.any, (any) => change({ ...row, any }), 'sequence')}
        <SequenceForm sequence={row.sequence} change={(sequence) => change({ ...row, sequence })} />
      </div>
    );
    case 'streak': return (
      <div className="build-form">
        <span>{t('build.streak')}</span>
        <NumberField label={t('build.streak.count')} value={row.count} whole least={1} change={(count) => change({ ...row, count })} />
        <EventFields events={row.events} change={(events) => change({ ...row, events })} />
        <div className="build-where">
          <span className="faint">{t('build.streak.all')}</span>
          <div className="build-where-body"><Node expr={row.condition} depth={2} scope={{ names: bench.event(row.events.type), event: row.events.type }} change={(next) => next && change({ ...row, condition: next })} /></div>
        </div>
      </div>
    );
    case 'member': {
      const { at, ...bare } = row;
      const ago = at?.is === 'point_ago' ? at : undefined;
      const when = at === undefined ? 'now' : ago ? 'ago' : 'other';
      const whens = [{ value: 'now', label: t('build.member.now') }, { value: 'ago', label: t('build.member.ago') }, ...(when === 'other' ? [{ value: 'other', label: at?.is === 'point_day' ? at.date : '' }] : [])];
      return (
        <div className="build-form">
          <Pick label={t('build.whether')} value={row.negated ? 'out' : 'in'} options={(['in', 'out'] as const).map((value) => ({ value, label: t(`build.member.${value}`) }))} change={(next) => change({ ...row, negated: next === 'out' })} />
          <Pick label={t('segments.segment')} value={row.segment} options={bench.segments} change={(segment) => change({ ...row, segment })} />
          <Pick label={t('build.member.when')} value={when} options={whens} change={(next) => change(next === 'now' ? bare : { ...bare, at: { is: 'point_ago', count: 90, unit: 'DAY' } })} />
          {ago && (
            <>
              <NumberField label={t('build.window.count')} value={ago.count} whole least={1} change={(count) => change({ ...row, at: { ...ago, count } })} />
              <Pick label={t('build.unit')} value={ago.unit} options={UNITS.map((value) => ({ value, label: t(`build.unit.${value}`, { n: ago.count }) }))} change={(unit) => change({ ...row, at: { ...ago, unit: unit as Unit } })} />
            </>
          )}
        </div>
      );
    }
    case 'crossed': return (
      <div className="build-form">
        <Pick label={t('build.whether')} value={row.crossing} options={(['ENTERED', 'LEFT'] as const).map((value) => ({ value, label: t(`build.crossed.${value}`) }))} change={(next) => change({ ...row, crossing: next === 'LEFT' ? 'LEFT' : 'ENTERED' })} />
        <Pick label={t('segments.segment')} value={row.segment} options={bench.segments} change={(segment) => change({ ...row, segment })} />
        <WindowField window={row.window} always={false} change={(window) => window && change({ ...row, window })} />
      </div>
    );
    case 'consents': {
      const { channel, ...bare } = row;
      return (
        <div className="build-form">
          <span>{t('build.consents')}</span>
          <TextField label={t('build.consents.purpose')} value={row.purpose} change={(purpose) => change({ ...row, purpose })} />
          <span>{t('build.consents.by')}</span>
          <TextField label={t('build.consents.channel')} placeholder={t('build.consents.every')} value={channel ?? ''} change={(next) => change(next ? { ...bare, channel: next } : bare)} />
        </div>
      );
    }
  }
}
