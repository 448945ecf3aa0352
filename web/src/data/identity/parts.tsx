import { useId, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { IdentityGroup, IdentityPart, IdentityPreview } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { Act } from '../../kit/Act';
import { Failure } from '../../kit/Failure';
import { TextField } from '../../kit/fields';

interface DeedProps { label: string; doing: boolean; error: unknown; disabled?: boolean; danger?: boolean; act: (why: string) => void; foot?: ReactNode }

/** Something that is done for a reason: the reason is kept in the log. */
export function Deed({ label, doing, error, disabled, danger, act, foot }: DeedProps) {
  const { t } = usePreferences();
  const id = useId();
  const [why, setWhy] = useState('');
  return (
    <form className="deed" onSubmit={(event) => { event.preventDefault(); if (!disabled && !doing) act(why.trim()); }}>
      <label htmlFor={id}>{t('identity.why')}</label>
      <TextField id={id} wide label={t('identity.why')} placeholder={t('identity.why.hint')} value={why} change={setWhy} />
      <p className="deed-foot">
        <Act right="operate" type={danger ? 'default' : 'primary'} danger={danger} htmlType="submit" disabled={disabled} loading={doing}>{label}</Act>
        <span className="faint">{foot ?? t('identity.undoable')}</span>
      </p>
      {error !== null && error !== undefined && <Failure error={error} />}
    </form>
  );
}

/** What a change makes of whom, in numbers and in examples. */
export function PreviewView({ preview, apart }: { preview: IdentityPreview; apart?: (part: IdentityPart) => ReactNode }) {
  const { t } = usePreferences();
  const format = useFormat();
  const facts: [string, string][] = [
    [t('identity.preview.before'), format.number(preview.before)],
    [t('identity.preview.after'), format.number(preview.after)],
    [t('identity.preview.merges'), format.number(preview.merges)],
    [t('identity.preview.splits'), format.number(preview.splits)],
    [t('identity.preview.vanishing'), format.number(preview.vanishing)],
  ];
  return (
    <div className="preview">
      <dl className="quality-facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="tabular">{value}</dd></div>)}</dl>
      <Groups title={t('identity.preview.merged')} groups={preview.merged} mark="+" apart={apart} />
      <Groups title={t('identity.preview.parted')} groups={preview.parted} mark="|" />
      <Groups title={t('identity.preview.largest')} groups={preview.largest} mark="+" />
    </div>
  );
}

function Groups({ title, groups, mark, apart }: { title: string; groups: readonly IdentityGroup[]; mark: string; apart?: (part: IdentityPart) => ReactNode }) {
  if (groups.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul className="id-groups">
        {groups.map((group) => (
          <li key={group.customer}>
            {group.parts.map((part, i) => (
              <span key={part.customer} className="id-part">
                {i > 0 && <b aria-hidden="true">{mark}</b>}
                <Identifiers part={part} />
              </span>
            ))}
            {apart && group.parts[0] && apart(group.parts[0])}
          </li>
        ))}
      </ul>
    </section>
  );
}

export const written = (identifier: { kind: string; value: string }): string => `${identifier.kind}:${identifier.value}`;

export function Identifiers({ part }: { part: Pick<IdentityPart, 'count' | 'identifiers'> }) {
  const { t } = usePreferences();
  const format = useFormat();
  const more = part.count - part.identifiers.length;
  return (
    <span className="ids">
      {part.identifiers.map((one) => <Identifier key={written(one)} kind={one.kind} value={one.value} />)}
      {more > 0 && <span className="faint">{t('identity.more', { n: format.number(more) })}</span>}
    </span>
  );
}

/** An identifier with its kind; leads to the customer who has it. */
export function Identifier({ kind, value }: { kind: string; value: string }) {
  const href = useHref();
  return <Link className="id" to={href(`customers/${encodeURIComponent(`${kind}:${value}`)}`)}><span className="faint">{kind}</span> {value}</Link>;
}
