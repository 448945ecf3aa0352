import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { colourOf } from './tokens';

export function Number({ value, digits }: { value: number | null | undefined; digits?: number }) {
  const format = useFormat();
  return <span className="tabular">{value == null ? '–' : format.number(value, digits)}</span>;
}

export function Money({ value, digits }: { value: string | null | undefined; digits?: number }) {
  const format = useFormat();
  return <span className="tabular">{value == null ? '–' : format.money(value, digits)}</span>;
}

export function Share({ value, bar }: { value: number; bar?: boolean }) {
  const format = useFormat();
  return (
    <span className="share tabular">
      {bar && <span className="share-bar" aria-hidden="true"><i style={{ width: `${Math.min(100, value * 100)}%` }} /></span>}
      <span className="share-number">{format.share(value)}</span>
    </span>
  );
}

/** The change from one value to another: an arrow and a word for the ear, the colour only underlines it. */
export function Delta({ now, before, as = 'relative', goodWhenDown }: { now: number; before: number | null | undefined; as?: 'relative' | 'count' | 'points'; goodWhenDown?: boolean }) {
  const { t } = usePreferences();
  const format = useFormat();
  if (before == null || (before === 0 && as === 'relative')) return <span className="delta faint">{now === before ? t('delta.same') : t('delta.none')}</span>;
  const change = as === 'relative' ? now / before - 1 : now - before;
  const signed = (value: number, digits: number) => `${value > 0 ? '+' : ''}${format.number(value, digits)}`;
  const text = as === 'relative' ? format.change(change) : as === 'count' ? signed(change, 0) : t('delta.points', { n: signed(change * 100, 1) });
  if (Math.abs(change) < (as === 'count' ? 0.5 : 0.0005)) return <span className="delta faint tabular">{t('delta.same')}</span>;
  const up = change > 0;
  return (
    <span className={`delta tabular ${up !== Boolean(goodWhenDown) ? 'grown' : 'shrunk'}`}>
      {up ? <ArrowUpOutlined aria-label={t('delta.up')} /> : <ArrowDownOutlined aria-label={t('delta.down')} />}
      {text}
    </span>
  );
}

/** A named value of a tag with its fixed colour beside it, never as the only sign. */
export function Mark({ tag, value, title, position }: { tag: string; value: string; title: string; position?: number }) {
  return <span className="mark"><i style={{ background: colourOf(tag, value, position) }} aria-hidden="true" />{title}</span>;
}

/** The small mark beside every answer that can be asked why. */
export function Why({ about, ask }: { about: string; ask: () => void }) {
  const { t } = usePreferences();
  return <button type="button" className="why" onClick={ask} aria-label={t('why.about', { about })} title={t('why.mark')}>?</button>;
}
