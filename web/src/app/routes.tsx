import type { RouteObject } from 'react-router';
import { Broken } from './Broken';
import { First } from './First';
import { Frame } from './Frame';
import { NotFound } from './NotFound';

/** Every page is a file of its own that is fetched when it is first opened. */
export const routes: RouteObject[] = [
  { path: '/', element: <First />, errorElement: <Broken /> },
  { path: '/kit', lazy: async () => ({ Component: (await import('../kit/KitPage')).KitPage }), errorElement: <Broken />, hydrateFallbackElement: <></> },
  {
    path: '/:workspace',
    element: <Frame />,
    errorElement: <Broken />,
    hydrateFallbackElement: <></>,
    children: [
      { index: true, element: <First /> },
      { path: 'overview', lazy: async () => ({ Component: (await import('../overview/OverviewPage')).OverviewPage }) },
      { path: 'customers', lazy: async () => ({ Component: (await import('../customers/CustomersPage')).CustomersPage }) },
      { path: 'customers/:customer', lazy: async () => ({ Component: (await import('../portrait/PortraitPage')).PortraitPage }) },
      { path: 'segments', lazy: async () => ({ Component: (await import('../segments/SegmentsPage')).SegmentsPage }) },
      { path: 'segments/rfm', lazy: async () => ({ Component: (await import('../segments/rfm/RfmPage')).RfmPage }) },
      { path: 'data', lazy: async () => ({ Component: (await import('../data/DataPage')).DataPage }) },
      { path: '*', element: <NotFound /> },
    ],
  },
  { path: '*', element: <NotFound /> },
];
