import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { ApiFailure } from '../api/client';
import '../kit/kit.css';
import './app.css';
import { PreferencesProvider, usePreferences } from './preferences';
import { routes } from './routes';
import { antdTheme } from './theme';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, failure) => count < 2 && failure instanceof ApiFailure && (failure.problem.status === 0 || failure.problem.status >= 502),
    },
  },
});

const router = createBrowserRouter(routes);
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

export function App() {
  return (
    <PreferencesProvider>
      <QueryClientProvider client={client}>
        <Themed />
      </QueryClientProvider>
    </PreferencesProvider>
  );
}

function Themed() {
  const { language, tokens, isDark } = usePreferences();
  const theme = antdTheme(tokens, isDark);
  return (
    <ConfigProvider
      theme={{ ...theme, token: { ...theme.token, motion: !calm } }}
      locale={language === 'zh' ? zhCN : enGB}
      button={{ autoInsertSpace: false }}
    >
      <RouterProvider router={router} />
    </ConfigProvider>
  );
}
