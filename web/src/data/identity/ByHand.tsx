import { useState } from 'react';
import { Checkbox } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { ApiFailure } from '../../api/client';
import type { Portrait } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useChange, useHref } from '../../app/url';
import { useDebounced } from '../../app/useDebounced';
import { useFormat } from '../../app/workspace';
import { Failure } from '../../kit/Failure';
import { TextField } from '../../kit/fields';
import { TableSkeleton } from '../../kit/Skeletons';
import { Deed, Identifiers, written } from './parts';
import { useCustomer, useLink, useSplit } from './queries';

/** Two customers made one, or one made two, because somebody knows. */
export function ByHand() {
  return <div className="pair"><Split /><JoinTwo /></div>;
}

function Split() {
  const { t } = usePreferences();
  const [search] = useSearchParams();
  const change = useChange();
  const asked = search.get('customer') ?? '';
  const [typed, setTyped] = useState(asked);
  const settled = useDebounced(typed.trim(), 300);
  const customer = useCustomer(settled);
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('identity.split')}</h2><p className="faint">{t('identity.split.about')}</p></div></header>
      <label className="deed-field">{t('identity.split.of')}
        <TextField wide id="split-of" label={t('identity.split.of')} placeholder={t('identity.identifier.hint')} value={typed} change={(value) => { setTyped(value); change({ customer: value.trim() || undefined }, { replace: true }); }} />
      </label>
      {settled !== '' && (customer.data
        ? <SplitOf key={customer.data.id} portrait={customer.data} />
        : customer.error ? <Unknown error={customer.error} /> : <TableSkeleton rows={3} />)}
    </section>
  );
}

/** Nobody by that name is no failure while one is typing. */
function Unknown({ error }: { error: unknown }) {
  const { say } = usePreferences();
  return error instanceof ApiFailure && error.problem.code === 'UNKNOWN_CUSTOMER'
    ? <p className="faint" role="status">{say(error.problem.detail)} {say(error.problem.hint)}</p>
    : <Failure error={error} />;
}

function SplitOf({ portrait }: { portrait: Portrait }) {
  const { t } = usePreferences();
  const split = useSplit();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const all = portrait.identifiers;
  if (all.length < 2) return <p className="faint" role="status">{t('identity.split.one')}</p>;
  const rest = all.length - chosen.length;
  return (
    <>
      <Checkbox.Group className="id-choice" value={[...chosen]} onChange={(values) => setChosen(values.map(String))}
        options={all.map((one) => ({ value: written(one), label: <><span className="faint">{one.kind}</span> {one.value}</> }))} />
      <Deed label={t('identity.split.do')} doing={split.isPending} error={split.error} disabled={chosen.length === 0 || rest === 0}
        foot={chosen.length === 0 ? t('identity.split.choose') : rest === 0 ? t('identity.split.rest') : undefined}
        act={(why) => split.mutate({ identifiers: chosen, why }, { onSuccess: () => setChosen([]) })} />
      {split.isSuccess && <p role="status">{t('identity.split.done')}</p>}
    </>
  );
}

function JoinTwo() {
  const { t } = usePreferences();
  const [one, setOne] = useState('');
  const [other, setOther] = useState('');
  const link = useLink();
  const left = useCustomer(useDebounced(one.trim(), 300));
  const right = useCustomer(useDebounced(other.trim(), 300));
  const both = left.data && right.data && one.trim() !== '' && other.trim() !== '';
  const same = both && left.data?.id === right.data?.id;
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('identity.link')}</h2><p className="faint">{t('identity.link.about')}</p></div></header>
      <Person id="link-one" label={t('identity.link.one')} value={one} change={setOne} found={left.data} error={one.trim() ? left.error : null} />
      <Person id="link-other" label={t('identity.link.other')} value={other} change={setOther} found={right.data} error={other.trim() ? right.error : null} />
      <Deed label={t('identity.link.do')} doing={link.isPending} error={link.error} disabled={!both || same}
        foot={same && !link.isSuccess ? t('identity.link.same') : undefined}
        act={(why) => link.mutate({ identifiers: [one.trim(), other.trim()], why })} />
      {link.isSuccess && <p role="status">{t('identity.link.done')}</p>}
    </section>
  );
}

interface PersonProps { id: string; label: string; value: string; change: (value: string) => void; found: Portrait | undefined; error: unknown }

function Person({ id, label, value, change, found, error }: PersonProps) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  return (
    <div className="deed-field">
      <label htmlFor={id}>{label}</label>
      <TextField wide id={id} label={label} placeholder={t('identity.identifier.hint')} value={value} change={change} />
      {value.trim() !== '' && (found
        ? <p className="id-found"><Identifiers part={{ count: found.identifiers.length, identifiers: found.identifiers.slice(0, 5) }} /> <span className="faint">{say(found.story)} {t('identity.events', { n: format.number(found.events) })}</span> <Link to={href(`customers/${encodeURIComponent(found.id)}`)}>{t('identity.portrait')}</Link></p>
        : error ? <Unknown error={error} /> : null)}
    </div>
  );
}
