import type { ErasureFound } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';

const PARTS = ['identifiers', 'events', 'stays', 'intents', 'quarantined', 'rawFiles'] as const;

/** How much there is of a person, or was. */
export function Found({ found }: { found: ErasureFound }) {
  const { t } = usePreferences();
  const format = useFormat();
  return <span className="privacy-found">{PARTS.filter((part) => found[part] > 0).map((part) => <span key={part}>{t(`privacy.found.${part}`, { n: format.number(found[part]) })}</span>)}</span>;
}
