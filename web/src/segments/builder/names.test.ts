import { expect, it } from 'vitest';
import { idOf } from './names';

it('makes an id of a name', () => {
  expect(idOf('Lapsed café lovers (90 days)')).toBe('lapsed-cafe-lovers-90-days');
  expect(idOf('90 days quiet')).toBe('s-90-days-quiet');
  expect(idOf('沉睡客户')).toBe('');
});
