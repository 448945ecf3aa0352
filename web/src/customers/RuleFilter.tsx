import { useEffect, useState } from 'react';
import { Button } from 'antd';
import { CloseOutlined, CodeOutlined } from '@ant-design/icons';
import { Link, useSearchParams } from 'react-router';
import { usePreferences } from '../app/preferences';
import { useChange, useHref } from '../app/url';
import { useDebounced } from '../app/useDebounced';
import { Editor } from '../language/Editor';
import { Mistakes } from '../language/Mistakes';
import { useCheck } from '../language/queries';

const NONE = [] as const;

/** A condition in the language beside the chips: it narrows the list as soon as it is right, and can become a segment. */
export function RuleFilter() {
  const { t, say } = usePreferences();
  const href = useHref();
  const change = useChange();
  const [search] = useSearchParams();
  const asked = search.get('rule') ?? '';
  const [open, setOpen] = useState(asked !== '');
  const [text, setText] = useState(asked);
  useEffect(() => {
    setText(asked);
    if (asked) setOpen(true);
  }, [asked]);
  const settled = useDebounced(text, 300);
  const check = useCheck(settled.trim() === '' ? undefined : { text: settled });
  const fresh = settled === text && settled.trim() !== '' && !check.isPlaceholderData ? check.data : undefined;
  const right = fresh?.right === true;
  useEffect(() => {
    if (right && settled !== asked) change({ rule: settled }, { replace: true });
    else if (settled.trim() === '' && text === settled && asked !== '') change({ rule: undefined }, { replace: true });
  }, [right, settled, asked, text, change]);
  if (!open) return <Button size="small" type="dashed" icon={<CodeOutlined />} onClick={() => setOpen(true)}>{t('filter.rule')}</Button>;
  return (
    <div className="rule-filter">
      <div className="rule-filter-line">
        <Editor oneLine text={text} change={setText} mistakes={fresh?.mistakes ?? NONE} label={t('filter.rule.label')} hint={t('filter.rule.hint')} />
        {right && <Link className="nowrap" to={href('segments/new', { text: settled })}>{t('filter.rule.build')}</Link>}
        <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('filter.rule.remove')} title={t('filter.rule.remove')} onClick={() => { setOpen(false); setText(''); change({ rule: undefined }, { replace: true }); }} />
      </div>
      {right ? <p className="faint rule-filter-aloud">{say(fresh.aloud)}</p> : null}
      <Mistakes mistakes={fresh?.mistakes ?? NONE} text={text} />
    </div>
  );
}
