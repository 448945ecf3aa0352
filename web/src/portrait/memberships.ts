/** Segments by a tag's value are named tag:value; those that are written in the language have a name of their own. */
export const isRule = (segment: string): boolean => !segment.includes(':');
