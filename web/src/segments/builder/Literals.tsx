import { Select } from 'antd';
import { usePreferences } from '../../app/preferences';
import { NumberField, Pick, TextField } from '../../kit/fields';
import type { Test } from './rows';
import { SpanField } from './SequenceForm';
import { WEEKDAYS, type Literal, type Weekday } from './tree';
import type { Kind, Known } from './vocabulary';

interface Props { test: Test; kind: Kind; choices: Known['choices']; change: (test: Test) => void }

/** The values that a test holds its subject against. */
export function Literals({ test, kind, choices, change }: Props) {
  const { t } = usePreferences();
  const many = test.kind === 'in' || (test.kind === 'compare' && (kind === 'choice' || kind === 'weekday') && (test.operator === 'EQUAL' || test.operator === 'NOT_EQUAL'));
  if (many) {
    const literals = test.kind === 'in' ? test.options : [test.value];
    const negated = test.kind === 'in' ? test.negated : test.operator === 'NOT_EQUAL';
    return <Many literals={literals} kind={kind} choices={choices} change={(options) => change({ kind: 'in', negated, options })} />;
  }
  switch (test.kind) {
    case 'compare': return <One literal={test.value} label={t('build.value')} change={(value) => change({ ...test, value })} choices={choices} />;
    case 'between': return (
      <span className="field-group">
        <One literal={test.low} label={t('build.low')} change={(low) => change({ ...test, low })} choices={choices} />
        <span className="faint">{t('build.and')}</span>
        <One literal={test.high} label={t('build.high')} change={(high) => change({ ...test, high })} choices={choices} />
      </span>
    );
    case 'like': return <TextField label={t('build.pattern')} value={test.pattern} change={(pattern) => change({ ...test, pattern })} />;
    case 'has': return <TextField label={t('build.value')} value={test.element.value} change={(value) => change({ ...test, element: { is: 'text', value } })} />;
    case 'known': case 'holds': return null;
  }
}

function One({ literal, label, change, choices }: { literal: Literal; label: string; change: (literal: Literal) => void; choices: Known['choices'] }) {
  const { t } = usePreferences();
  switch (literal.is) {
    case 'decimal': return <NumberField label={label} value={literal.value} change={(value) => change({ ...literal, value })} />;
    case 'text': return choices.length
      ? <Pick label={label} value={literal.value} options={choices.map((one) => ({ value: one.id, label: one.title }))} change={(value) => change({ ...literal, value })} />
      : <TextField label={label} value={literal.value} change={(value) => change({ ...literal, value })} />;
    case 'bool': return <Pick label={label} value={String(literal.value)} options={(['true', 'false'] as const).map((value) => ({ value, label: t(`build.bool.${value}`) }))} change={(value) => change({ ...literal, value: value === 'true' })} />;
    case 'date': return <input type="date" aria-label={label} title={label} value={literal.value} onChange={(event) => event.target.value && change({ ...literal, value: event.target.value })} />;
    case 'span': return <span className="field-group"><SpanField span={literal} change={change} /></span>;
    case 'weekday': return <Pick label={label} value={literal.day} options={WEEKDAYS.map((value, i) => ({ value, label: t(`weekday.${(i + 1) as 1}`) }))} change={(day) => change({ ...literal, day: day as Weekday })} />;
    case 'timestamp': case 'length': case 'place': return null;
  }
}

/** Several values: choices or weekdays by name, numbers and texts as they are typed; at least one stays. */
function Many({ literals, kind, choices, change }: { literals: readonly Literal[]; kind: Kind; choices: Known['choices']; change: (literals: Literal[]) => void }) {
  const { t } = usePreferences();
  const days = kind === 'weekday' || literals[0]?.is === 'weekday';
  const numbers = literals[0]?.is === 'decimal';
  const values = literals.map((one) => (one.is === 'weekday' ? one.day : 'value' in one ? String(one.value) : ''));
  const options = days ? WEEKDAYS.map((value, i) => ({ value: value as string, label: t(`weekday.${(i + 1) as 1}`) })) : choices.map((one) => ({ value: one.id, label: one.title }));
  const read = (value: string): Literal | undefined => {
    if (days) return { is: 'weekday', day: value as Weekday };
    if (!numbers) return { is: 'text', value };
    return value.trim() !== '' && Number.isFinite(Number(value)) ? { is: 'decimal', value: Number(value) } : undefined;
  };
  const put = (next: string[]) => {
    const read_ = next.flatMap((value) => read(value) ?? []);
    if (read_.length) change(read_);
  };
  return (
    <Select mode={options.length ? 'multiple' : 'tags'} size="small" className="build-many" aria-label={t('build.values')} value={values} options={options}
      tokenSeparators={options.length ? undefined : [',', '，']} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} onChange={put} />
  );
}
