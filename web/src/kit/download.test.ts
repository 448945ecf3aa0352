import { describe, expect, it } from 'vitest';
import { csvOf } from './download';

interface Row { name: string; n: number }
const columns = [
  { id: 'name', title: 'Name', cell: (r: Row) => r.name },
  { id: 'n', title: 'Customers, all', cell: (r: Row) => `${r.n} people`, raw: (r: Row) => r.n },
];

describe('CSV', () => {
  it('begins with a byte order mark, quotes what needs it and prefers raw values', () => {
    expect(csvOf(columns, [{ name: 'say "hi", you', n: -3 }])).toBe('\uFEFFName,"Customers, all"\r\n"say ""hi"", you",-3\r\n');
  });

  it('does not let a text run as a formula', () => {
    expect(csvOf(columns, [{ name: '=1+1', n: 0 }, { name: '-12.5', n: 0 }])).toContain("'=1+1,0\r\n-12.5,0");
  });
});
