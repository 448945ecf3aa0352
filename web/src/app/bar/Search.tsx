import { useEffect, useState } from 'react';
import { Button, Modal } from 'antd';
import { SearchOutlined } from '@ant-design/icons';
import { usePreferences } from '../preferences';
import { SearchBox } from './SearchBox';

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Opens by `/` or Ctrl-K from everywhere. */
export function Search() {
  const { t } = usePreferences();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const asked = (event.key === '/' && !typing(event.target)) || (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey));
      if (!asked) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  return (
    <>
      <Button className="bar-search" icon={<SearchOutlined />} onClick={() => setOpen(true)} aria-label={t('search.open')}>
        <span className="bar-search-text">{t('search.short')}</span><kbd>/</kbd>
      </Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t('search.open')} destroyOnHidden width={560} className="search-modal">
        <SearchBox close={() => setOpen(false)} />
      </Modal>
    </>
  );
}
