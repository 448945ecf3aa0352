import { expect, test } from 'vitest';
import { wanted } from './session';

test('after the login one is where one wanted to go, and never on another site', () => {
  expect(wanted('/shop/customers?where=lifecycle:new')).toBe('/shop/customers?where=lifecycle:new');
  for (const bad of [null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/login?then=/login']) expect(wanted(bad)).toBe('/');
});
