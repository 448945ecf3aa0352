import { useState, type FormEvent } from 'react';
import { Button, Checkbox } from 'antd';
import type { Tag } from '../api/types';
import { usePreferences } from '../app/preferences';
import { isNumeric, isRanged } from '../kit/TagText';
import { Mark } from '../kit/values';
import type { Where } from './where';

interface Props { tag: Tag; where?: Where; apply: (where: Where) => void }

/** Values to tick, a range, or a text, as the tag's type asks. */
export function FilterEditor({ tag, where, apply }: Props) {
  const { t, say } = usePreferences();
  const [values, setValues] = useState(where?.kind === 'values' ? where.values : []);
  const [low, setLow] = useState(where?.kind === 'range' ? where.low : '');
  const [high, setHigh] = useState(where?.kind === 'range' ? where.high : '');
  const kind = isNumeric(tag) ? 'text' : 'date';
  const ranged = isRanged(tag) && where?.kind !== 'values';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apply(ranged ? { kind: 'range', tag: tag.id, low: low.trim(), high: high.trim() } : { kind: 'values', tag: tag.id, values: values.filter(Boolean) });
  };
  return (
    <form className="filter" onSubmit={submit}>
      <p className="faint">{say(tag.description)}</p>
      {tag.values?.length ? (
        <div className="filter-values">
          {tag.values.map((v, i) => (
            <Checkbox key={v.id} checked={values.includes(v.id)} onChange={(event) => setValues(event.target.checked ? [...values, v.id] : values.filter((one) => one !== v.id))}>
              <Mark tag={tag.id} value={v.id} title={say(v.title)} position={i} />
            </Checkbox>
          ))}
        </div>
      ) : ranged ? (
        <div className="filter-range">
          <label>{t('filter.low')}<input type={kind} inputMode={kind === 'text' ? 'decimal' : undefined} pattern={kind === 'text' ? '-?[0-9]*[.]?[0-9]*' : undefined} value={low} onChange={(event) => setLow(event.target.value)} /></label>
          <label>{t('filter.high')}<input type={kind} inputMode={kind === 'text' ? 'decimal' : undefined} pattern={kind === 'text' ? '-?[0-9]*[.]?[0-9]*' : undefined} value={high} onChange={(event) => setHigh(event.target.value)} /></label>
        </div>
      ) : (
        <label className="filter-range"><span className="unseen">{say(tag.title)}</span><input type="text" value={values[0] ?? ''} onChange={(event) => setValues([event.target.value])} /></label>
      )}
      <Button htmlType="submit" type="primary" size="small">{t('filter.apply')}</Button>
    </form>
  );
}
