import { Button, Dropdown } from 'antd';
import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { usePreferences, type ThemeChoice } from '../preferences';

export function Languages() {
  const { t, language, setLanguage } = usePreferences();
  const other = language === 'en' ? 'zh' : 'en';
  const name = other === 'zh' ? t('shell.chinese') : t('shell.english');
  return <Button type="text" className="bar-language" aria-label={`${t('shell.language')}: ${name}`} lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => setLanguage(other)}>{name}</Button>;
}

export function Themes() {
  const { t, theme, setTheme } = usePreferences();
  const icons = { light: <SunOutlined />, dark: <MoonOutlined />, system: <DesktopOutlined /> };
  const items = (['light', 'dark', 'system'] as const).map((key) => ({ key, icon: icons[key], label: t(`shell.${key}`) }));
  return (
    <Dropdown trigger={['click']} menu={{ items, selectable: true, selectedKeys: [theme], onClick: ({ key }) => setTheme(key as ThemeChoice) }}>
      <Button type="text" icon={icons[theme]} aria-label={t('shell.theme')} title={t('shell.theme')} />
    </Dropdown>
  );
}
