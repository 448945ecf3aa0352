import { usePreferences } from '../../app/preferences';
import { Editor } from '../../language/Editor';
import { Mistakes } from '../../language/Mistakes';
import type { Draft } from './draft';

const NONE = [] as const;

/** The expression as it is written. */
export function TextFace({ draft }: { draft: Draft }) {
  const { t } = usePreferences();
  const { text, checked, stale } = draft;
  const told = checked && !stale ? checked.mistakes : NONE;
  return (
    <>
      <Editor text={text} change={draft.write} mistakes={told} label={t('build.face.text')} hint={t('build.text.hint')} />
      <p className="faint build-keys">{t('build.text.keys')}</p>
      <Mistakes mistakes={told} text={text} />
    </>
  );
}
