import type { RouteObject } from 'react-router';
import { Broken } from './Broken';
import { First } from './First';
import { Frame } from './Frame';
import { NotFound } from './NotFound';
import { Gate } from './session';

/** Every page is a file of its own that is fetched when it is first opened. */
export const routes: RouteObject[] = [
  { path: '/login', lazy: async () => ({ Component: (await import('../access/LoginPage')).LoginPage }), errorElement: <Broken />, hydrateFallbackElement: <></> },
  { path: '/first', lazy: async () => ({ Component: (await import('../access/FirstAdministratorPage')).FirstAdministratorPage }), errorElement: <Broken />, hydrateFallbackElement: <></> },
  { path: '/arrival', lazy: async () => ({ Component: (await import('../access/ArrivalPage')).ArrivalPage }), errorElement: <Broken />, hydrateFallbackElement: <></> },
  { path: '/', element: <Gate />, errorElement: <Broken />, children: [{ index: true, element: <First /> }] },
  { path: '/kit', lazy: async () => ({ Component: (await import('../kit/KitPage')).KitPage }), errorElement: <Broken />, hydrateFallbackElement: <></> },
  {
    path: '/:workspace',
    element: <Gate />,
    errorElement: <Broken />,
    hydrateFallbackElement: <></>,
    children: [{ element: <Frame />, children: [
      { index: true, element: <First /> },
      { path: 'overview', lazy: async () => ({ Component: (await import('../overview/OverviewPage')).OverviewPage }) },
      { path: 'customers', lazy: async () => ({ Component: (await import('../customers/CustomersPage')).CustomersPage }) },
      { path: 'customers/:customer', lazy: async () => ({ Component: (await import('../portrait/PortraitPage')).PortraitPage }) },
      { path: 'segments', lazy: async () => ({ Component: (await import('../segments/SegmentsPage')).SegmentsPage }) },
      { path: 'segments/rfm', lazy: async () => ({ Component: (await import('../segments/rfm/RfmPage')).RfmPage }) },
      { path: 'segments/overlap', lazy: async () => ({ Component: (await import('../segments/overlap/OverlapPage')).OverlapPage }) },
      { path: 'segments/clusters', lazy: async () => ({ Component: (await import('../segments/clusters/ClustersPage')).ClustersPage }) },
      { path: 'segments/tree', lazy: async () => ({ Component: (await import('../segments/tree/TreePage')).TreePage }) },
      { path: 'segments/new', lazy: async () => ({ Component: (await import('../segments/builder/BuilderPage')).BuilderPage }) },
      { path: 'segments/rules/:id', lazy: async () => ({ Component: (await import('../segments/rule/RulePage')).RulePage }) },
      { path: 'segments/rules/:id/edit', lazy: async () => ({ Component: (await import('../segments/builder/BuilderPage')).BuilderPage }) },
      { path: 'predictions', lazy: async () => ({ Component: (await import('../predictions/PredictionsPage')).PredictionsPage }) },
      { path: 'predictions/:model', lazy: async () => ({ Component: (await import('../predictions/ModelPage')).ModelPage }) },
      { path: 'data', lazy: async () => ({ Component: (await import('../data/DataPage')).DataPage }) },
      { path: 'data/quality', lazy: async () => ({ Component: (await import('../data/quality/QualityPage')).QualityPage }) },
      { path: 'data/identity', lazy: async () => ({ Component: (await import('../data/identity/IdentityPage')).IdentityPage }) },
      { path: 'data/sources/new', lazy: async () => ({ Component: (await import('../data/wizard/NewSourcePage')).NewSourcePage }) },
      { path: 'data/live', lazy: async () => ({ Component: (await import('../data/live/LivePage')).LivePage }) },
      { path: 'data/privacy', lazy: async () => ({ Component: (await import('../data/privacy/PrivacyPage')).PrivacyPage }) },
      { path: 'data/access', lazy: async () => ({ Component: (await import('../data/access/AccessPage')).AccessPage }) },
      { path: '*', element: <NotFound /> },
    ] }],
  },
  { path: '*', element: <NotFound /> },
];
