import type { RfmPosition } from '../api/types';
import { useTags } from '../app/catalogue';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { TagText } from '../kit/TagText';
import { placesOf, type Place } from './places';

/** Where the customer stands among all, on three strips of five scores. */
export function Position({ rfm }: { rfm: RfmPosition | null | undefined }) {
  const { t } = usePreferences();
  const format = useFormat();
  const tag = useTags().get('rfm_class');
  const told = rfm ? {
    recency: t('portrait.recency.value', { n: format.number(rfm.recencyDays) }),
    frequency: t('portrait.frequency.value', { n: format.number(rfm.frequency) }),
    monetary: format.money(rfm.monetary),
  } : undefined;
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('portrait.position')}</h2><p className="faint">{t('portrait.position.note')}</p></div></header>
      {!rfm || !told ? <p className="faint">{t('portrait.noRfm')}</p> : (
        <>
          {placesOf(rfm).map((place) => <Strip key={place.measure} place={place} told={told[place.measure]} />)}
          {tag && <p className="position-class"><span className="faint">{t('portrait.class')}</span> <TagText tag={tag} value={rfm.rfmClass} /></p>}
        </>
      )}
    </section>
  );
}

function Strip({ place: { measure, score, ahead, colour }, told }: { place: Place; told: string }) {
  const { t } = usePreferences();
  const format = useFormat();
  return (
    <div className="strip">
      <p className="strip-head"><span>{t(`portrait.${measure}`)}</span><b className="tabular">{told}</b></p>
      <div className="strip-track" aria-hidden="true">
        {[1, 2, 3, 4, 5].map((s) => <i key={s} style={s === score ? { background: colour } : undefined} />)}
        <b style={{ left: `${ahead * 100}%` }} />
      </div>
      <p className="strip-foot faint tabular"><span>{t('portrait.score', { n: score })}</span><span>{t('portrait.ahead', { share: format.share(ahead) })}</span></p>
    </div>
  );
}
