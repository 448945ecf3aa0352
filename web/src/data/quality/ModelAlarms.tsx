import { Link } from 'react-router';
import type { QualityOfModel } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useHref } from '../../app/url';

/** Models in force that somebody should look at. */
export function ModelAlarms({ models }: { models: readonly QualityOfModel[] }) {
  const { t, say } = usePreferences();
  const href = useHref();
  if (models.length === 0) return null;
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('quality.models')}</h2><p className="faint">{t('quality.models.about')}</p></div></header>
      <ul className="alerts">
        {models.flatMap((model) => model.alarms.map((alarm) => (
          <li key={`${model.model} ${alarm.kind}`}><Link className="ink" to={href(`predictions/${model.model}`)}>{say(model.title)}</Link>: {say(alarm.words)}</li>
        )))}
      </ul>
    </section>
  );
}
