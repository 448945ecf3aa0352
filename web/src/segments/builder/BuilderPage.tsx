import { useCallback, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { RuleSegmentPage } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useTitle } from '../../app/title';
import { useChoice, useHref } from '../../app/url';
import { Act } from '../../kit/Act';
import { Answer } from '../../kit/Answer';
import { Failure } from '../../kit/Failure';
import { TableSkeleton } from '../../kit/Skeletons';
import { Tabs } from '../../kit/Tabs';
import { useVocabulary } from '../../language/queries';
import { useRule } from '../queries';
import { useDraft } from './draft';
import { JsonFace } from './JsonFace';
import { PlanDrawer } from './PlanDrawer';
import { Side } from './Side';
import { TextFace } from './TextFace';
import { Visual } from './Visual';
import './builder.css';

const FACES = ['visual', 'text', 'json'] as const;

/** Builds a new segment, or changes one. */
export function BuilderPage() {
  const { id } = useParams();
  return id === undefined ? <Builder segment={undefined} /> : <Existing id={id} />;
}

function Existing({ id }: { id: string }) {
  return <Answer of={useRule(id)} skeleton={<div className="page"><div className="panel"><TableSkeleton rows={8} /></div></div>}>{(data) => <Builder key={data.id} segment={data} />}</Answer>;
}

function Builder({ segment }: { segment: RuleSegmentPage | undefined }) {
  const { t, say } = usePreferences();
  const href = useHref();
  const vocabulary = useVocabulary();
  const draft = useDraft(segment?.id, segment?.text ?? '');
  const [face, setFace] = useChoice('face', FACES);
  const [review, setReview] = useState(false);
  const toText = useCallback(() => setFace('text'), [setFace]);
  const title = segment ? t('build.change', { segment: say(segment.title) || segment.id }) : t('build.new');
  useTitle(title);
  return (
    <div className="page">
      <header className="page-head page-head-row">
        <div>
          <p className="faint crumb"><Link to={href('segments')}>{t('nav.segments')}</Link> / {segment ? <Link to={href(`segments/rules/${encodeURIComponent(segment.id)}`)}>{say(segment.title) || segment.id}</Link> : t('build.new.crumb')}</p>
          <h1>{title}</h1>
        </div>
        <Act right="define" type="primary" disabled={draft.ready === undefined} onClick={() => setReview(true)}>{t('build.review')}</Act>
      </header>
      <div className="build">
        <section className="panel build-main">
          <Tabs label={t('build.faces')} value={face} change={setFace} tabs={FACES.map((id) => ({ id, title: t(`build.face.${id}`) }))}>
            {draft.failure && !draft.checked ? <Failure error={draft.failure} /> : null}
            {face === 'visual' && <Answer of={vocabulary} skeleton={<TableSkeleton rows={6} />}>{(data) => <Visual draft={draft} vocabulary={data} toText={toText} />}</Answer>}
            {face === 'text' && <TextFace draft={draft} />}
            {face === 'json' && <JsonFace draft={draft} />}
          </Tabs>
        </section>
        <Side draft={draft} />
      </div>
      {draft.ready !== undefined && <PlanDrawer open={review} close={() => setReview(false)} text={draft.ready} segment={segment} />}
    </div>
  );
}
