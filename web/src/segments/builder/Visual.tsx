import { useMemo } from 'react';
import { Button } from 'antd';
import type { Vocabulary } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { localDay } from '../../app/bar/days';
import { useWorkspace } from '../../app/workspace';
import { AddCondition } from './AddCondition';
import { BenchContext, benchOf } from './bench';
import type { Draft } from './draft';
import { added } from './edit';
import { Node } from './Node';
import { rowOf } from './rows';

/** The tree as nested groups of forms. */
export function Visual({ draft, vocabulary, toText }: { draft: Draft; vocabulary: Vocabulary; toText: () => void }) {
  const { t, say } = usePreferences();
  const { now, zone } = useWorkspace();
  const bench = useMemo(() => benchOf(vocabulary, say, localDay(now, zone), t('build.event.any'), toText), [vocabulary, say, now, zone, t, toText]);
  const { tree, text } = draft;
  if (!tree && text.trim() !== '') {
    if (draft.stale) return <p className="faint">{t('build.reading')}</p>;
    return <div className="build-broken"><p>{t('build.broken')}</p><pre>{text}</pre><Button onClick={toText}>{t('build.broken.do')}</Button></div>;
  }
  const grouped = tree && rowOf(tree).kind === 'group';
  return (
    <BenchContext.Provider value={bench}>
      {!tree && <div className="build-empty"><h3>{t('build.empty')}</h3><p className="faint">{t('build.empty.teach')}</p></div>}
      {tree && <Node expr={tree} scope={{ names: bench.customer }} change={draft.plant} />}
      {!(grouped && tree?.is === 'and') && <p className="build-add"><AddCondition stock={bench.stock} primary={!tree} label={tree ? t('build.add.also') : undefined} add={(next) => draft.plant(added(tree, next))} /></p>}
    </BenchContext.Provider>
  );
}
