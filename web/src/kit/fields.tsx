import { useEffect, useState } from 'react';

export interface Option { value: string; label: string }
export interface OptionGroup { label: string; options: readonly Option[] }

interface PickProps { label: string; value: string; options: readonly (Option | OptionGroup)[]; change: (value: string) => void; className?: string; disabled?: boolean }

/** A choice out of a list, by the browser's own control: known to every keyboard, thumb and screen reader. */
export function Pick({ label, value, options, change, className, disabled }: PickProps) {
  const all = options.flatMap((one) => ('options' in one ? one.options : [one]));
  const known = all.some((one) => one.value === value);
  return (
    <select className={`pick ${className ?? ''}`} aria-label={label} title={label} value={value} disabled={disabled} onChange={(event) => change(event.target.value)}>
      {!known && <option value={value}>{value}</option>}
      {options.map((one) => ('options' in one
        ? <optgroup key={one.label} label={one.label}>{one.options.map((o) => <option key={o.value} value={o.value}>{o.label}</option>)}</optgroup>
        : <option key={one.value} value={one.value}>{one.label}</option>))}
    </select>
  );
}

interface NumberProps { label: string; value: number; change: (value: number) => void; whole?: boolean; least?: number }

/** A number: what is typed stands until it is one. */
export function NumberField({ label, value, change, whole, least }: NumberProps) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText((now) => (now.trim() !== '' && Number(now) === value ? now : String(value))), [value]);
  const read = (typed: string) => {
    const n = Number(typed);
    const fits = typed.trim() !== '' && Number.isFinite(n) && (!whole || Number.isInteger(n)) && (least === undefined || n >= least);
    return fits ? n : undefined;
  };
  const wrong = read(text) === undefined;
  return (
    <input type="text" inputMode="decimal" className="field-number tabular" aria-label={label} title={label} aria-invalid={wrong} value={text} size={Math.max(3, text.length)}
      onChange={(event) => {
        setText(event.target.value);
        const n = read(event.target.value);
        if (n !== undefined) change(n);
      }}
      onBlur={() => wrong && setText(String(value))} />
  );
}

interface TextProps { label: string; value: string; change: (value: string) => void; placeholder?: string; list?: readonly string[]; id?: string; wide?: boolean }

export function TextField({ label, value, change, placeholder, wide, id }: TextProps) {
  return <input id={id} type="text" className={wide ? 'field-wide' : 'field-text'} aria-label={id ? undefined : label} title={label} placeholder={placeholder} value={value} size={Math.min(28, Math.max(8, value.length))} onChange={(event) => change(event.target.value)} />;
}
