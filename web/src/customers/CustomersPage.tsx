import { useEffect, useState } from 'react';
import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { workspaceUrl } from '../api/client';
import { useCatalogue } from '../app/catalogue';
import { usePreferences } from '../app/preferences';
import { useTitle } from '../app/title';
import { useChange } from '../app/url';
import { useFormat, useWorkspace } from '../app/workspace';
import { Empty } from '../kit/Empty';
import { Failure } from '../kit/Failure';
import { TableSkeleton } from '../kit/Skeletons';
import { ColumnPicker } from './ColumnPicker';
import { Filters } from './Filters';
import { Grid } from './Grid';
import { columnsOf, useFirstWindow, useListParams } from './queries';
import './customers.css';

/** Who are they: the list that every number leads to. */
export function CustomersPage() {
  const { t } = usePreferences();
  const format = useFormat();
  const { id } = useWorkspace();
  const [search] = useSearchParams();
  const change = useChange();
  const catalogue = useCatalogue();
  const columns = columnsOf(search.get('tags'), catalogue.data);
  const params = useListParams(columns);
  const first = useFirstWindow(params, catalogue.data !== undefined);
  useTitle(t('nav.customers'));
  const failure = catalogue.error ?? first.error;
  const total = first.data?.total ?? 0;
  const narrowed = Boolean(search.get('q') || search.has('where') || search.get('rule') || search.get('population'));
  return (
    <div className="page customers">
      <header className="page-head page-head-row">
        <h1>{t('customers.title')} <span className="faint customers-count tabular" aria-live="polite">{first.data ? t('count.customers', { n: format.number(total) }) : ''}</span></h1>
        <div className="customers-tools">
          <IdSearch />
          {catalogue.data && <ColumnPicker catalogue={catalogue.data} columns={columns} />}
          <a className="button" href={workspaceUrl(id, '/customers.csv', params)} download>{t('customers.export')}</a>
        </div>
      </header>
      {catalogue.data && <Filters catalogue={catalogue.data} />}
      {failure ? <Failure error={failure} retry={() => void first.refetch()} />
        : !first.data ? <div className="panel"><TableSkeleton rows={18} /></div>
        : total === 0 ? (
          <div className="panel">
            <Empty title={narrowed ? t('customers.none') : t('customers.noneYet')} teach={narrowed ? t('customers.none.teach') : t('customers.noneYet.teach')}
              action={narrowed ? <Button onClick={() => change({ q: undefined, where: undefined, rule: undefined, population: undefined })}>{t('customers.clear')}</Button> : undefined} />
          </div>
        ) : <Grid key={JSON.stringify(params)} total={total} columns={columns} params={params} stale={first.isPlaceholderData} />}
    </div>
  );
}

function IdSearch() {
  const { t } = usePreferences();
  const [search] = useSearchParams();
  const change = useChange();
  const asked = search.get('q') ?? '';
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  useEffect(() => {
    if (text === asked) return undefined;
    const timer = setTimeout(() => change({ q: text.trim() || undefined }, { replace: true }), 250);
    return () => clearTimeout(timer);
  }, [text, asked, change]);
  return <input type="text" inputMode="search" className="customers-id" aria-label={t('customers.search')} placeholder={t('customers.search')} value={text} onChange={(event) => setText(event.target.value)} />;
}
