import { describe, expect, it } from 'vitest';
import type { Arrival } from '../../api/types';
import { indented, joined, KEPT } from './joined';

const arrival = (number: number, received = `2026-03-02T04:00:${String(number % 60).padStart(2, '0')}Z`): Arrival =>
  ({ number, source: 'web', received, name: 'View', outcome: 'taken', identifiers: [], raw: '{}' }) as Arrival;

describe('arrivals', () => {
  it('stand newest first and each once', () => {
    const known = joined([], [arrival(1), arrival(2)]);
    expect(joined(known, [arrival(2), arrival(3)]).map((one) => one.number)).toEqual([3, 2, 1]);
  });

  it('are no more than are kept', () => {
    const many = Array.from({ length: KEPT + 20 }, (_, i) => arrival(i + 1));
    const shown = joined([], many);
    expect(shown).toHaveLength(KEPT);
    expect(shown[0]?.number).toBe(KEPT + 20);
  });

  it('begin anew where the server counts from one again', () => {
    const known = joined([], [arrival(41), arrival(42)]);
    expect(joined(known, [arrival(1, '2026-03-02T05:00:00Z')]).map((one) => one.number)).toEqual([1]);
  });
});

describe('a message', () => {
  it('is indented where it is JSON, and shown as it is where not', () => {
    expect(indented('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(indented('{"a":')).toBe('{"a":');
  });
});
