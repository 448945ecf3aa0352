import { useState, type ReactNode } from 'react';
import { Languages, Themes } from '../app/bar/Choices';
import { usePreferences } from '../app/preferences';
import { useTitle } from '../app/title';
import { DataTable } from './DataTable';
import { Definition } from './Definition';
import { Empty } from './Empty';
import { Failure } from './Failure';
import { NumberField, Pick, TextField } from './fields';
import { samples, type Sample } from './samples';
import { ProgressView } from './Progress';
import { ChartSkeleton, TableSkeleton, TileSkeleton } from './Skeletons';
import { Sparkline } from './Sparkline';
import { ChartFrame, Legend } from './chart/ChartFrame';
import { Tabs } from './Tabs';
import { categories, fixed } from './tokens';
import { Delta, Mark, Money, Number, Share, Why } from './values';

/** Every shared part, for those who build pages: reached by its address only. */
export function KitPage() {
  const { t } = usePreferences();
  useTitle(t('kit.title'));
  const { words, rows, problem, working } = samples(t);
  const columns = [
    { id: 'name', title: t('segments.segment'), cell: (r: Sample) => r.name },
    { id: 'n', title: t('word.customers'), right: true, cell: (r: Sample) => <Number value={r.n} />, raw: (r: Sample) => r.n },
  ];
  const bars = <Legend items={rows.map((r, i) => ({ colour: categories[i] ?? '', title: r.name }))} />;
  return (
    <main className="page">
      <header className="page-head page-head-row"><div><h1>{t('kit.title')}</h1><p className="faint">{t('kit.about')}</p></div><div><Languages /><Themes /></div></header>
      <Part name="Number, Money, Share, Delta">
        <p><Number value={4338} /> · <Number value={3.14159} digits={2} /> · <Number value={null} /> · <Money value="8911407.904" /> · <Money value="-12.5" /></p>
        <p><Share value={0.4312} bar /> · <Delta now={120} before={100} /> · <Delta now={80} before={100} /> · <Delta now={80} before={100} goodWhenDown /> · <Delta now={5} before={5} /> · <Delta now={5} before={null} /> · <Delta now={0.5} before={0.46} as="points" /></p>
      </Part>
      <Part name="Definition, Why, Mark, Sparkline">
        <p className="kit-row"><Definition text={t('kit.about')}>{t('kit.title')}</Definition> <Why about={t('word.customers')} ask={() => undefined} /> <Sparkline values={[3, 5, 4, 6, 9, 8, 12, 14, 13, 16, 18, 22]} label={t('word.customers')} /></p>
        <p className="kit-row">{Object.keys(fixed).map((key) => { const [tag = '', value = ''] = key.split(':'); return <Mark key={key} tag={tag} value={value} title={value} />; })}</p>
      </Part>
      <ChartFrame title={t('kit.title')} note={words} legend={bars} file="kit" columns={columns} rows={rows} keyOf={(r) => r.name}>
        <div className="kit-row">{rows.map((r, i) => <span key={r.name} style={{ height: r.n * 4, width: 40, background: categories[i] }} />)}</div>
      </ChartFrame>
      <Part name="DataTable"><DataTable label={t('kit.title')} columns={columns} rows={rows} keyOf={(r) => r.name} /></Part>
      <Fields />
      <Part name="Progress"><ProgressView status={working} stage={words} cancel={() => undefined} cancelling={false} /></Part>
      <Part name="Failure"><Failure error={problem} retry={() => undefined} /></Part>
      <Part name="Empty"><Empty title={t('customers.none')} teach={t('customers.none.teach')} /></Part>
      <Part name="Skeletons"><div className="kit-skeletons"><TileSkeleton count={4} /><ChartSkeleton height={80} /><TableSkeleton rows={3} /></div></Part>
    </main>
  );
}

function Fields() {
  const { t } = usePreferences();
  const [unit, setUnit] = useState('day');
  const [count, setCount] = useState(30);
  const [text, setText] = useState('mug');
  const options = (['day', 'week', 'month'] as const).map((value) => ({ value, label: t(`step.${value}`) }));
  return (
    <Part name="Tabs, Pick, NumberField, TextField">
      <Tabs label={t('kit.title')} value={unit} change={setUnit} tabs={options.map(({ value, label }) => ({ id: value, title: label }))}>
        <p className="kit-row"><NumberField label={t('build.window.count')} value={count} change={setCount} whole least={1} /> <Pick label={t('build.unit')} value={unit} options={options} change={setUnit} /> <TextField label={t('build.value')} value={text} change={setText} /></p>
      </Tabs>
    </Part>
  );
}

const Part = ({ name, children }: { name: string; children: ReactNode }) => <section className="panel"><header className="panel-head"><h2>{name}</h2></header>{children}</section>;
