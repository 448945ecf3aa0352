import { useId, type FormEvent, type ReactNode } from 'react';
import { Button } from 'antd';
import { Failure } from '../kit/Failure';
import { Languages, Themes } from '../app/bar/Choices';
import { usePreferences } from '../app/preferences';
import './access.css';

interface FieldProps { label: string; value: string; change: (value: string) => void; type?: 'text' | 'password'; complete?: string; hint?: string; first?: boolean }

/** One line of a form, with its label above it. */
export function Line({ label, value, change, type = 'text', complete, hint, first }: FieldProps) {
  const id = useId();
  return (
    <div className="line">
      <label htmlFor={id}>{label}</label>
      <input id={id} type={type} value={value} autoComplete={complete} autoFocus={first} spellCheck={false} autoCapitalize="none" aria-describedby={hint ? `${id}-hint` : undefined} onChange={(event) => change(event.target.value)} />
      {hint && <p id={`${id}-hint`} className="faint">{hint}</p>}
    </div>
  );
}

interface FormProps { act: () => void; label: string; doing: boolean; disabled: boolean; error: unknown; children: ReactNode }

export function Form({ act, label, doing, disabled, error, children }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!disabled && !doing) act();
  };
  return (
    <form className="entry-form" onSubmit={submit}>
      {children}
      {error ? <Failure error={error} /> : null}
      <Button type="primary" htmlType="submit" loading={doing} disabled={disabled}>{label}</Button>
    </form>
  );
}

/** A page before the pages: the brand, one question, language and theme. */
export function Entry({ title, teach, children }: { title: string; teach: string; children?: ReactNode }) {
  const { t } = usePreferences();
  return (
    <main className="entry">
      <p className="entry-brand"><img src="/limner.svg" alt="" width="28" height="28" /><span>{t('brand')}</span><Languages /><Themes /></p>
      <section className="panel">
        <h1>{title}</h1>
        <p className="faint">{teach}</p>
        {children}
      </section>
    </main>
  );
}
