import { Button } from 'antd';
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { usePreferences } from '../../app/preferences';
import { NumberField, Pick } from '../../kit/fields';
import { useBench } from './bench';
import { EventFields } from './EventFields';
import { UNITS, type Events, type Sequence, type Span, type Step, type Unit } from './tree';
import { WindowField } from './WindowField';

const SPANS = UNITS.filter((one) => one !== 'MONTH' && one !== 'QUARTER' && one !== 'YEAR');

/** Steps one after the other, each with how soon and with what must not lie between. */
export function SequenceForm({ sequence, change }: { sequence: Sequence; change: (sequence: Sequence) => void }) {
  const { t } = usePreferences();
  const bench = useBench();
  const { steps } = sequence;
  const fresh = (): Events => ({ is: 'events', type: bench.events[0]?.value ?? 'event' });
  const put = (i: number, step: Step | undefined) => change({ ...sequence, steps: steps.flatMap((one, at) => (at !== i ? [one] : step ? [step] : [])).map((one, at) => (at === 0 ? { events: one.events, without: [] } : one)) });
  const within = (step: Step, span: Span | undefined): Step => ({ events: step.events, ...(span && { within: span }), without: step.without });
  const { window, ...bare } = sequence;
  return (
    <div className="build-sequence">
      <ol>
        {steps.map((step, i) => (
          <li key={i}>
            <div className="build-form">
              <span className="faint">{i === 0 ? t('build.sequence.first') : t('build.sequence.then')}</span>
              <EventFields events={step.events} windowed={false} change={(events) => put(i, { ...step, events })} between={i > 0 && (
                <Within span={step.within} change={(span) => put(i, within(step, span))} />
              )} />
              {step.without.map((one, at) => (
                <span className="field-group" key={at}>
                  <span className="faint">{t('build.sequence.without')}</span>
                  <EventFields events={one} windowed={false} change={(events) => put(i, { ...step, without: step.without.map((old, j) => (j === at ? events : old)) })} />
                  <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('build.remove')} onClick={() => put(i, { ...step, without: step.without.filter((_, j) => j !== at) })} />
                </span>
              ))}
              {i > 0 && <Button size="small" type="text" onClick={() => put(i, { ...step, without: [...step.without, fresh()] })}>{t('build.sequence.without.add')}</Button>}
              {steps.length > 2 && <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('build.sequence.remove')} title={t('build.sequence.remove')} onClick={() => put(i, undefined)} />}
            </div>
          </li>
        ))}
      </ol>
      <div className="build-form">
        <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={() => change({ ...sequence, steps: [...steps, { events: fresh(), without: [] }] })}>{t('build.sequence.add')}</Button>
        <span className="faint">{t('build.sequence.all')}</span>
        <WindowField window={window} change={(next) => change(next ? { ...bare, window: next } : bare)} />
      </div>
    </div>
  );
}

function Within({ span, change }: { span: Span | undefined; change: (span: Span | undefined) => void }) {
  const { t } = usePreferences();
  const options = [{ value: 'any', label: t('build.within.any') }, { value: 'span', label: t('build.within.span') }];
  return (
    <span className="field-group">
      <Pick label={t('build.within')} value={span ? 'span' : 'any'} options={options} change={(next) => change(next === 'any' ? undefined : { is: 'span', amount: 3, unit: 'DAY' })} />
      {span && <SpanField span={span} change={change} />}
    </span>
  );
}

export function SpanField({ span, change }: { span: Span; change: (span: Span) => void }) {
  const { t } = usePreferences();
  return (
    <>
      <NumberField label={t('build.window.count')} value={span.amount} whole least={0} change={(amount) => change({ ...span, amount })} />
      <Pick label={t('build.unit')} value={span.unit} options={SPANS.map((value) => ({ value, label: t(`build.unit.${value}`, { n: span.amount }) }))} change={(unit) => change({ ...span, unit: unit as Unit })} />
    </>
  );
}
