import { expect, it } from 'vitest';
import { idOf } from './names';

it('makes an id of a name', () => {
  expect(idOf('Lapsed café lovers (90 days)')).toBe('lapsed_cafe_lovers_90_days');
  expect(idOf('90 days quiet')).toBe('s_90_days_quiet');
  expect(idOf('沉睡客户')).toBe('');
});
