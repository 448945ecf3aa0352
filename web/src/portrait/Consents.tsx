import type { ConsentView } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { Failure } from '../kit/Failure';
import { useConsents } from './queries';

/** What a customer consents to, and the word that decides it. Nothing stands here where nobody is ever asked. */
export function Consents({ customer }: { customer: string }) {
  const { t } = usePreferences();
  const { data, error, refetch } = useConsents(customer);
  if (error && !data) return <section className="panel"><Failure error={error} retry={refetch} /></section>;
  if (!data || data.consents.length === 0) return null;
  return (
    <section className="panel" id="consents">
      <header className="panel-head"><div className="panel-title"><h2>{t('privacy.consent')}</h2></div></header>
      <ul className="members consents">{data.consents.map((one) => <Consent key={`${one.purpose} ${one.channel ?? ''}`} consent={one} />)}</ul>
    </section>
  );
}

function Consent({ consent }: { consent: ConsentView }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  return (
    <li className={consent.channel === undefined ? undefined : 'consent-channel'}>
      <p><b>{say(consent.title)}</b> <span className={consent.consents ? 'consent-yes' : 'consent-no'}>{t(consent.consents ? 'privacy.yes' : 'privacy.no')}</span></p>
      <p className="faint">{consent.since === undefined
        ? t('privacy.unsaid')
        : t('privacy.said', { event: say(consent.eventTitle), at: format.instant(consent.since), source: consent.source ?? '' })}</p>
    </li>
  );
}
