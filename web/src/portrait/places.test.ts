import { expect, it } from 'vitest';
import { placesOf } from './places';

it('puts the customer with the fewest quiet days ahead of nearly all', () => {
  const places = placesOf({
    recencyDays: 1, frequency: 209, monetary: '33719.73', r: 5, f: 5, m: 5, rfmClass: 'important_value',
    recencyPercentile: 0.004, frequencyPercentile: 0.99, monetaryPercentile: 0.98,
  });
  expect(places.map((p) => [p.measure, p.score, p.ahead])).toEqual([['recency', 5, 0.996], ['frequency', 5, 0.99], ['monetary', 5, 0.98]]);
});
