import { Select } from 'antd';
import type { SegmentList } from '../../api/types';
import { usePreferences } from '../preferences';
import { useChange, useScope } from '../url';
import { useAnswer, useFormat, useWorkspace } from '../workspace';

/** Whom every answer is about: everybody, or one segment. */
export function Population({ disabled }: { disabled: boolean }) {
  const { t, say } = usePreferences();
  const { asOf, population } = useScope();
  const { events } = useWorkspace();
  const change = useChange();
  const format = useFormat();
  const { data } = useAnswer<SegmentList>('/segments', { asOf }, { enabled: events > 0, keep: true });
  const sizes = new Map((data?.groups ?? []).flatMap((g) => g.segments).map((s) => [s.id, format.number(s.customers)]));
  const groups = (data?.groups ?? []).map((group) => ({
    label: say(group.title),
    options: group.segments.map((s) => ({ value: s.id, label: say(s.title) })),
  }));
  const everybody = { value: '', label: t('bar.everybody') };
  return (
    <Select
      className="bar-population"
      aria-label={t('bar.population')}
      title={disabled ? t('bar.population.unused') : undefined}
      disabled={disabled}
      value={disabled ? '' : population ?? ''}
      options={[everybody, ...groups]}
      popupMatchSelectWidth={260}
      showSearch={{ optionFilterProp: 'label' }}
      optionRender={(option) => <span className="option-count"><span>{option.label}</span><span className="faint tabular">{sizes.get(String(option.value))}</span></span>}
      onChange={(value: string) => change({ population: value || undefined })}
    />
  );
}
