import { Select } from 'antd';
import { usePreferences } from '../preferences';
import { useSegmentOptions } from '../segments';
import { useChange, useScope } from '../url';

/** Whom every answer is about: everybody, or one segment. */
export function Population({ disabled }: { disabled: boolean }) {
  const { t } = usePreferences();
  const { population } = useScope();
  const change = useChange();
  const { groups, sizes } = useSegmentOptions();
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
