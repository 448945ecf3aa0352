import { Link } from 'react-router';
import type { PredictionView } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useHref } from '../app/url';
import { useFormat } from '../app/workspace';
import { Failure } from '../kit/Failure';
import { Panel } from '../kit/Panel';
import { scored } from '../predictions/merit';
import { useSaid } from '../predictions/queries';
import '../predictions/predictions.css';

/** What the models in force say of a customer, and why. Nothing stands here where none was fitted. */
export function Said({ customer }: { customer: string }) {
  const { t } = usePreferences();
  const { data, error, refetch } = useSaid(customer);
  if (error && !data) return <section className="panel"><Failure error={error} retry={refetch} /></section>;
  if (!data || data.predictions.length === 0) return null;
  return (
    <Panel id="predictions" title={t('said.title')} note={t('said.about')}>
      <ul className="said">{data.predictions.map((each) => <Prediction key={each.model} said={each} />)}</ul>
    </Panel>
  );
}

function Prediction({ said }: { said: PredictionView }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const reasons = said.reasons.filter((reason) => reason.share !== 0).slice(0, 3);
  return (
    <li>
      <p className="said-head"><Link className="ink" to={href(`predictions/${said.model}`)} title={say(said.description)}>{say(said.title)}</Link><b className="tabular">{scored(said.kind, said.score, format)}</b></p>
      {reasons.length > 0 && (
        <ul className="faint">
          {reasons.map((reason) => <li key={reason.feature}>{say(reason.aloud)}: <span className="tabular">{reason.value ?? t('said.missing')}</span> — {t(reason.share > 0 ? 'said.up' : 'said.down')}</li>)}
        </ul>
      )}
    </li>
  );
}
