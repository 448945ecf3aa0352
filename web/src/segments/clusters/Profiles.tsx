import type { ClusterFeature, ClusterGroup } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';
import { DataTable, type Column } from '../../kit/DataTable';
import { mix } from '../../kit/tokens';
import { colourOfGroup, tilt } from './colours';

/** The features of each group beside those of everybody. */
export function Profiles({ groups }: { groups: readonly ClusterGroup[] }) {
  const { t, say, tokens } = usePreferences();
  const format = useFormat();
  const features = groups[0]?.profile ?? [];
  const shown = (feature: ClusterFeature, value: number) => (feature.type === 'money' ? format.money(value, 0) : format.number(value, 1));
  const figures = (feature: ClusterFeature, median: number, mean: number) => <>{shown(feature, median)} <small className="clusters-mean">{t('clusters.mean', { mean: shown(feature, mean) })}</small></>;
  const columns: Column<ClusterFeature>[] = [
    { id: 'feature', title: t('clusters.feature'), width: '34%', cell: (feature) => say(feature.aloud) },
    { id: 'everybody', title: t('clusters.everybody'), right: true, cell: (feature) => <><span className="narrow-only faint">{t('clusters.everybody')} </span>{figures(feature, feature.everybodyMedian, feature.everybodyMean)}</>, raw: (feature) => feature.everybodyMedian },
    ...groups.map((group): Column<ClusterFeature> => ({
      id: group.id, title: say(group.title), right: true,
      cell: (feature) => {
        const own = group.profile.find((one) => one.feature === feature.feature);
        if (!own) return '–';
        const lies = tilt(own);
        const shade = lies > 0 ? mix(tokens.surface, tokens.accentSoft, lies) : mix(tokens.surface, tokens.travel, -lies);
        return <span className="clusters-cell" style={{ background: shade }}><span className="narrow-only clusters-narrow"><i style={{ background: colourOfGroup(group.id) }} /> {say(group.title)} </span>{figures(own, own.median, own.mean)}</span>;
      },
    })),
  ];
  return (
    <section className="panel clusters-profiles">
      <header className="panel-head"><div className="panel-title"><h2>{t('clusters.profiles')}</h2><p className="faint">{t('clusters.profiles.note')}</p></div></header>
      <DataTable label={t('clusters.profiles')} columns={columns} rows={features} keyOf={(feature) => feature.feature} stacks />
    </section>
  );
}
