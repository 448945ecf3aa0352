import type { EventProperty } from '../api/types';
import type { Format } from '../kit/format';

/** A property's value as the reader expects it. */
export function shown(property: EventProperty, format: Format): string {
  switch (property.type) {
    case 'money': return format.money(property.value);
    case 'integer': case 'number': return format.number(Number(property.value), 2);
    case 'date': return format.date(property.value);
    case 'instant': return format.instant(property.value);
    default: return property.value;
  }
}
