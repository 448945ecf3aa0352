import { theme as antd, type ThemeConfig } from 'antd';
import type { Tokens } from '../kit/tokens';

type Algorithm = typeof antd.compactAlgorithm;

/** Compact, with the sizes of our own pages; Ant Design rounds its small sizes to even numbers. */
const dense: Algorithm = (seed, map) => ({ ...antd.compactAlgorithm(seed, map), fontSize: 13, fontSizeSM: 12, fontSizeLG: 14, controlHeight: 28, controlHeightSM: 24 });

/** Ant Design's theme from our tokens: compact, light or dark from the same names. */
export function antdTheme(tokens: Tokens, isDark: boolean): ThemeConfig {
  return {
    algorithm: isDark ? [antd.darkAlgorithm, dense] : [antd.defaultAlgorithm, dense],
    token: {
      colorPrimary: tokens.accent, colorInfo: tokens.accent, colorLink: tokens.accent,
      colorBgBase: tokens.surface, colorBgLayout: tokens.ground, colorBgElevated: tokens.raised,
      colorBorder: tokens.lineStrong, colorBorderSecondary: tokens.line,
      colorText: tokens.ink, colorTextSecondary: tokens.inkSoft, colorTextTertiary: tokens.inkFaint, colorTextQuaternary: tokens.inkFaint,
      colorTextPlaceholder: tokens.inkFaint, colorTextDescription: tokens.inkFaint, colorTextDisabled: tokens.inkFaint,
      fontFamily: 'inherit', borderRadius: 6, colorBgContainer: tokens.surface,
      colorTextLightSolid: isDark ? '#07211e' : '#ffffff',
    },
    components: {
      Button: { colorError: tokens.shrunk, colorErrorHover: tokens.shrunk, colorErrorActive: tokens.shrunk, colorErrorBorderHover: tokens.shrunk },
      Tooltip: { colorBgSpotlight: isDark ? '#2c3837' : '#22302e', colorTextLightSolid: '#ffffff' },
    },
  };
}
