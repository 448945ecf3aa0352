import { useState, type DragEvent } from 'react';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { usePreferences } from '../../app/preferences';
import { useMay } from '../../app/session';
import { useTitle } from '../../app/title';
import { useHref } from '../../app/url';
import { Empty } from '../../kit/Empty';
import { Failure } from '../../kit/Failure';
import { TableSkeleton } from '../../kit/Skeletons';
import { Columns } from './Columns';
import { Outcome } from './Outcome';
import { sourceOf, type Draft } from './draft';
import { useLook, useSave } from './queries';
import './wizard.css';

/** A new source, for those who may bring data in. */
export function NewSourcePage() {
  const { t } = usePreferences();
  const may = useMay('operate');
  useTitle(t('wizard.title'));
  return (
    <div className="page wizard">
      <header className="page-head"><h1>{t('wizard.title')}</h1><p className="faint">{t('wizard.about')}</p></header>
      {may ? <Wizard /> : <div className="panel"><Empty title={t('wizard.not')} teach={t('access.lacks', { right: t('access.right.operate') })} /></div>}
    </div>
  );
}

/** Drop a file, look at what is proposed for it, correct that, try it, save and import. */
function Wizard() {
  const { t } = usePreferences();
  const href = useHref();
  const go = useNavigate();
  const [file, setFile] = useState<File>();
  const [draft, setDraft] = useState<Draft>();
  const proposed = useLook();
  const tried = useLook();
  const save = useSave();

  const take = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    setDraft(undefined);
    tried.reset();
    save.reset();
    proposed.mutate({ file: chosen }, { onSuccess: (found) => setDraft({ mapping: found.mapping, plan: found.plan }) });
  };
  const attempt = (next: Draft) => {
    setDraft(next);
    if (file) tried.mutate({ file, draft: next });
  };
  const shown = tried.data ?? proposed.data;
  return (
    <>
      <Drop file={file} take={take} />
      {proposed.isPending && <section className="panel"><TableSkeleton rows={8} /></section>}
      {proposed.error && <section className="panel"><Failure error={proposed.error} retry={() => take(file)} /></section>}
      {proposed.data && draft && shown && (
        <>
          <Columns found={proposed.data} trial={shown.trial} draft={draft} change={attempt} />
          <section className="panel" aria-labelledby="wizard-texts">
            <header className="panel-head"><div className="panel-title"><h2 id="wizard-texts">{t('wizard.texts')}</h2><p className="faint">{t('wizard.texts.about')}</p></div></header>
            <div className="wizard-texts">
              <Text label={`sources/${sourceOf(draft.mapping) || '…'}.yaml`} text={draft.mapping} change={(mapping) => setDraft({ ...draft, mapping })} />
              <Text label={`events/${sourceOf(draft.mapping) || '…'}.yaml`} text={draft.plan} change={(plan) => setDraft({ ...draft, plan })} />
            </div>
            <Button onClick={() => attempt(draft)} loading={tried.isPending}>{t('wizard.try')}</Button>
          </section>
          {tried.error ? <section className="panel"><Failure error={tried.error} /></section> : <Outcome preview={shown} />}
          <section className="panel wizard-save">
            <Button
              type="primary" disabled={!shown.trial || save.isSuccess} loading={save.isPending}
              onClick={() => file && save.mutate({ file, draft }, { onSuccess: () => void go(href('data')) })}
            >{t('wizard.save')}</Button>
            <p className="faint">{t('wizard.save.about')}</p>
            {save.error && <Failure error={save.error} />}
          </section>
        </>
      )}
    </>
  );
}

function Drop({ file, take }: { file: File | undefined; take: (file: File | undefined) => void }) {
  const { t } = usePreferences();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <label className={over ? 'panel drop over' : 'panel drop'} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <input type="file" className="unseen" onChange={(event) => take(event.target.files?.[0])} />
      <b>{file ? file.name : t('wizard.drop')}</b>
      <span className="faint">{file ? t('wizard.drop.other') : t('wizard.drop.about')}</span>
    </label>
  );
}

function Text({ label, text, change }: { label: string; text: string; change: (text: string) => void }) {
  return (
    <label className="wizard-text">
      <span className="faint">{label}</span>
      <textarea value={text} spellCheck={false} rows={16} onChange={(event) => change(event.target.value)} />
    </label>
  );
}
