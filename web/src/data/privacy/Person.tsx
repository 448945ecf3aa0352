import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ApiFailure, workspaceUrl } from '../../api/client';
import type { PersonView } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useMay } from '../../app/session';
import { useChange } from '../../app/url';
import { useDebounced } from '../../app/useDebounced';
import { useWorkspace } from '../../app/workspace';
import { Failure } from '../../kit/Failure';
import { TextField } from '../../kit/fields';
import { TableSkeleton } from '../../kit/Skeletons';
import { Found } from './Found';
import { useErase, usePerson } from './queries';

/** One person looked up, to be handed out or erased; what would go is told before. */
export function Person() {
  const { t } = usePreferences();
  const may = useMay('privacy');
  return (
    <section className="panel" aria-label={t('privacy.person')}>
      <header className="panel-head"><div className="panel-title"><h2>{t('privacy.person')}</h2><p className="faint">{t('privacy.person.about')}</p></div></header>
      {may ? <LookUp /> : <p>{t('access.lacks', { right: t('access.right.privacy') })}</p>}
    </section>
  );
}

function LookUp() {
  const { t, say } = usePreferences();
  const [search] = useSearchParams();
  const change = useChange();
  const [typed, setTyped] = useState(search.get('person') ?? '');
  const settled = useDebounced(typed.trim(), 400);
  const person = usePerson(settled);
  const [done, setDone] = useState(false);
  const type = (value: string) => { setDone(false); setTyped(value); change({ person: value.trim() || undefined }, { replace: true }); };
  const unknown = person.error instanceof ApiFailure && person.error.problem.code === 'UNKNOWN_CUSTOMER';
  return (
    <>
      <label className="deed-field">{t('privacy.person.who')}
        <TextField wide id="privacy-person" label={t('privacy.person.who')} placeholder={t('identity.identifier.hint')} value={typed} change={type} />
      </label>
      {done
        ? <p role="status">{t('privacy.erased')}</p>
        : settled !== '' && (person.data && !unknown
          ? <Known key={person.data.customer} person={person.data} identifier={settled} erased={() => { type(''); setDone(true); }} />
          : unknown ? <p className="faint" role="status">{say((person.error as ApiFailure).problem.detail)}</p>
            : person.error ? <Failure error={person.error} /> : <TableSkeleton rows={2} />)}
    </>
  );
}

function Known({ person, identifier, erased }: { person: PersonView; identifier: string; erased: () => void }) {
  const { t } = usePreferences();
  const { id } = useWorkspace();
  const erase = useErase();
  const [reason, setReason] = useState('');
  return (
    <div className="privacy-known">
      <p className="ids">{person.identifiers.map((one) => <span key={`${one.kind}:${one.value}`} className="id"><span className="faint">{one.kind}</span> {one.value}</span>)}</p>
      <p><Found found={person.found} /></p>
      {person.found.rawFiles > 0 && <p className="faint">{t('privacy.raw')}</p>}
      <label className="deed-field">{t('privacy.reason')}
        <TextField wide id="privacy-reason" label={t('privacy.reason')} placeholder={t('privacy.reason.hint')} value={reason} change={setReason} />
      </label>
      <p className="privacy-deeds">
        <Button href={workspaceUrl(id, '/privacy/person.zip', { identifier })} download>{t('privacy.export')}</Button>
        <Popconfirm title={t('privacy.erase.sure')} description={t('privacy.erase.sure.about')} okText={t('privacy.erase')} cancelText={t('privacy.erase.not')} okButtonProps={{ danger: true }}
          onConfirm={() => erase.mutate({ identifier, reason }, { onSuccess: erased })}>
          <Button danger loading={erase.isPending}>{t('privacy.erase')}</Button>
        </Popconfirm>
      </p>
      {erase.error && <Failure error={erase.error} />}
    </div>
  );
}
