import { Drawer } from 'antd';
import { Link } from 'react-router';
import type { OutlierExample, QualityOfProperty } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { DataTable, type Column } from '../../kit/DataTable';
import { shown } from '../../portrait/shown';
import { Points } from './Points';
import { widths } from './bands';

/** One property in depth: why its score, how its values spread, what lies far out, and how it has moved. */
export function PropertyDrawer({ property, close }: { property: QualityOfProperty | undefined; close: () => void }) {
  const { say } = usePreferences();
  return (
    <Drawer open={property !== undefined} onClose={close} title={property ? say(property.title) : ''} size={Math.min(620, window.innerWidth)}>
      {property && <Depth property={property} />}
    </Drawer>
  );
}

function Depth({ property }: { property: QualityOfProperty }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  return (
    <div className="depth">
      <p><Points points={property.points} large /></p>
      {property.reasons.length === 0 ? <p className="faint">{t('quality.nothing')}</p>
        : <ul className="quality-why">{property.reasons.map((reason) => <li key={reason.words.en}>{say(reason.words)} <span className="faint tabular">({format.number(-reason.points)})</span></li>)}</ul>}
      <dl className="facts">
        <div><dt>{t('quality.on')}</dt><dd>{property.on.map((type) => say(type)).join(', ')}</dd></div>
        <div><dt>{t('quality.filled')}</dt><dd className="tabular">{t('quality.filled.value', { filled: format.number(property.filled), events: format.number(property.events), share: format.share(property.completeness) })}</dd></div>
        <div><dt>{t('quality.invalid')}</dt><dd className="tabular">{format.number(property.invalid)}</dd></div>
        <div><dt>{t('quality.distinct')}</dt><dd className="tabular">{property.estimated && '≈ '}{t('quality.distinct.value', { n: format.number(property.distinct), share: format.share(property.uniqueness) })}</dd></div>
        {property.first && property.last && <div><dt>{t('quality.period')}</dt><dd className="tabular">{t('quality.fromTo', { first: format.date(property.first), last: format.date(property.last) })}</dd></div>}
      </dl>
      {property.masked && <p className="faint">{t('quality.masked')}</p>}
      <Spread property={property} />
      <Far property={property} />
      {property.drift && (
        <section>
          <h3>{t('quality.drift')}</h3>
          <p>{t(property.drift.much ? 'quality.drift.much' : property.drift.shifted ? 'quality.drift.shifted' : 'quality.drift.none', { psi: format.number(property.drift.psi, 3) })}</p>
          <p className="faint tabular">{t('quality.drift.filled', { before: format.share(property.drift.filledBefore), now: format.share(property.drift.filledNow) })}</p>
        </section>
      )}
    </div>
  );
}

function Spread({ property }: { property: QualityOfProperty }) {
  const { t } = usePreferences();
  const format = useFormat();
  const said = (value: string) => shown({ name: property.name, title: property.title, type: property.type, value }, format);
  if (property.top.length > 0) {
    const lengths = widths(property.top.map((one) => one.count));
    return (
      <section>
        <h3>{t('quality.top')}</h3>
        <ul className="tops">
          {property.top.map((one, i) => (
            <li key={one.value}>
              <p className="flow-row"><span>{said(one.value)}</span><span className="tabular">{format.number(one.count)} <span className="faint">{format.share(one.count / Math.max(1, property.filled))}</span></span></p>
              <p className="tops-bar" aria-hidden="true"><i style={{ width: `${(lengths[i] ?? 0) * 100}%` }} /></p>
            </li>
          ))}
        </ul>
      </section>
    );
  }
  if (property.quantiles.length === 0) return null;
  return (
    <section>
      <h3>{t('quality.spread')}</h3>
      <dl className="facts">{property.quantiles.map((one) => <div key={one.level}><dt>{one.level === 0 ? t('quality.least') : one.level === 1 ? t('quality.most') : one.level === 0.5 ? t('quality.median') : t('quality.quantile', { share: format.share(one.level) })}</dt><dd className="tabular">{said(one.value)}</dd></div>)}</dl>
    </section>
  );
}

function Far({ property }: { property: QualityOfProperty }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const { outliers } = property;
  if (!outliers) return null;
  const said = (value: string) => shown({ name: property.name, title: property.title, type: property.type, value }, format);
  const columns: Column<OutlierExample>[] = [
    { id: 'type', title: t('quality.far.type'), cell: (e) => say(e.type) },
    { id: 'value', title: t('quality.far.value'), right: true, cell: (e) => said(e.value) },
    { id: 'usual', title: t('quality.far.usual'), right: true, cell: (e) => said(e.usual) },
    { id: 'who', title: t('quality.far.who'), cell: (e) => (e.customer === undefined ? t('quality.far.nobody') : <Link to={href(`customers/${encodeURIComponent(e.customer)}`)}>{e.customer}</Link>) },
    { id: 'at', title: t('quality.far.at'), cell: (e) => <span className="nowrap tabular">{format.instant(e.at)}</span> },
  ];
  return (
    <section>
      <h3>{t('quality.far')}</h3>
      <p>{outliers.judged === 0 ? t('quality.far.unknown') : t('quality.far.finding', { n: format.number(outliers.count), of: format.number(outliers.judged) })} {outliers.judged > 0 && <span className="faint">{t(`quality.season.${outliers.season}`)}</span>}</p>
      {outliers.examples.length > 0 && <DataTable label={t('quality.far')} columns={columns} rows={outliers.examples} keyOf={(e) => e.event} />}
    </section>
  );
}
