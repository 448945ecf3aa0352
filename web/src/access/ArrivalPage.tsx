import { useEffect, useRef } from 'react';
import { Link, Navigate, useLocation } from 'react-router';
import { usePreferences } from '../app/preferences';
import { useEntry, wanted } from '../app/session';
import { useTitle } from '../app/title';
import { Failure } from '../kit/Failure';
import { Entry } from './fields';
import { remembered } from './then';

/** Where the program that says who people are sends them back to: hands over what came with them, once. */
export function ArrivalPage() {
  const { t } = usePreferences();
  const { search } = useLocation();
  const { mutate, data, error } = useEntry<{ query: string }>('/arrival');
  const handed = useRef(false);
  useTitle(t('access.login'));
  useEffect(() => {
    if (handed.current) return;
    handed.current = true;
    mutate({ query: search });
  }, [mutate, search]);
  if (data) return <Navigate to={wanted(remembered())} replace />;
  return (
    <Entry title={t('access.login')} teach={t('access.arrival')}>
      {error ? <><Failure error={error} /><p><Link to="/login">{t('access.arrival.again')}</Link></p></> : null}
    </Entry>
  );
}
