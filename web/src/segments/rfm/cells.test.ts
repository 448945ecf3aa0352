import { expect, it } from 'vitest';
import { cellsOf, whereOf } from './cells';

const grid = [{ r: 1, f: 1, customers: 10, spend: '5.00' }, { r: 5, f: 5, customers: 3, spend: '900.50' }, { r: 3, f: 2, customers: 0, spend: '0' }];

it('finds the strongest cell by either measure', () => {
  expect(cellsOf(grid, 'customers').best).toBe(grid[0]);
  expect(cellsOf(grid, 'spend').best).toBe(grid[1]);
  expect(cellsOf(grid, 'spend').top).toBe(900.5);
  expect(cellsOf(grid, 'customers').at(3, 2)?.customers).toBe(0);
  expect(cellsOf(grid, 'customers').at(2, 2)).toBeUndefined();
  expect(cellsOf([], 'spend').best).toBeUndefined();
});

it('leads to the customers of a cell', () => {
  expect(whereOf({ r: 4, f: 2, customers: 1, spend: '0' })).toEqual(['rfm_r:4..4', 'rfm_f:2..2']);
});
