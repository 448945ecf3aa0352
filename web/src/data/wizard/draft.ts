/** The texts of a source that is being made, and small changes to them that choices make. */
export interface Draft { mapping: string; plan: string }

const quoted = (name: string) => (/^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !/^(y|n|yes|no|true|false|null|on|off)$/i.test(name) ? name : JSON.stringify(name));
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The zone that a mapping names. */
export const zoneOf = (mapping: string): string => /^zone:\s*(\S+)\s*$/m.exec(mapping)?.[1] ?? '';

export const withZone = (mapping: string, zone: string): string => mapping.replace(/^zone:.*$/m, `zone: ${zone}`);

/** The column that says whose a row is; empty where nobody is named. */
export function customerOf(mapping: string): string {
  const found = /^customer:\s*\{column:\s*("(?:[^"\\]|\\.)*"|[^,}]+)/m.exec(mapping)?.[1]?.trim() ?? '';
  if (found === 'nobody' && /^compute:.*\bnobody\b/m.test(mapping)) return '';
  return found.startsWith('"') ? (JSON.parse(found) as string) : found;
}

export const withCustomer = (mapping: string, column: string): string =>
  mapping.replace(/^compute: \{nobody: .*\n/m, '').replace(/^customer:.*$/m, `customer: {column: ${quoted(column)}, kind: member}`);

const typed = (property: string) => new RegExp(`^(\\s+(?:${escaped(quoted(property))}|${escaped(property)}):\\s*\\{type:\\s*)(\\w+)`, 'm');

/** The type that the plan gives a property; empty where it does not name it. */
export const typeOf = (plan: string, property: string): string => typed(property).exec(plan)?.[2] ?? '';

export const withType = (plan: string, property: string, type: string): string => plan.replace(typed(property), `$1${type}`);

/** The name of the source that a mapping makes. */
export const sourceOf = (mapping: string): string => (/^source:\s*"?([^"\n]+?)"?\s*$/m.exec(mapping)?.[1] ?? '').trim();

/** How much of a file is sent for a look. */
export const SAMPLE = 600_000;
const WHOLE_ONLY = /\.(xlsx|parquet|zip|gz|xls)$/i;

/** Whether the beginning of a file can be looked at alone. */
export const canCut = (name: string): boolean => !WHOLE_ONLY.test(name);

/** The bytes up to the last end of a line; all of them where the file ends within. */
export function cut(bytes: Uint8Array, whole: boolean): Uint8Array {
  if (whole) return bytes;
  const end = bytes.lastIndexOf(10);
  return end > 0 ? bytes.subarray(0, end + 1) : bytes;
}

export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 0x8000) text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(text);
}
