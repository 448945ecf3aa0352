import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { print } from './print';
import type { Expr } from './tree';

/** Written by the server's own printer; a test there holds it as well. */
const faces = JSON.parse(readFileSync(new URL('../../../../core/src/test/resources/dev/limner/language/faces.json', import.meta.url), 'utf8')) as { text: string; tree: Expr }[];

describe('the printed text', () => {
  it.each(faces)('$text', ({ text, tree }) => expect(print(tree)).toBe(text));

  it('has no exponents', () => {
    expect(print({ is: 'decimal', value: 1e21 })).toBe('1000000000000000000000');
    expect(print({ is: 'decimal', value: 1e-7 })).toBe('0.0000001');
  });
});
