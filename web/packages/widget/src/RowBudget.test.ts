import { expect, it } from 'vitest';
import { freshRows, RowBudget } from './RowBudget.ts';

const many = (from: number, count: number) => Array.from({ length: count }, (_, i) => String(from + i));

it('shows a short list at once', () => {
  const budget = new RowBudget<string>((row) => row);
  expect(budget.take(many(0, freshRows))).toEqual({ rows: many(0, freshRows), more: false });
});

it('lets a long list grow by so many rows with each rendering', () => {
  const budget = new RowBudget<string>((row) => row);
  const rows = many(0, 2 * freshRows + 1);
  expect(budget.take(rows)).toEqual({ rows: rows.slice(0, freshRows), more: true });
  expect(budget.take(rows)).toEqual({ rows: rows.slice(0, 2 * freshRows), more: true });
  expect(budget.take(rows)).toEqual({ rows, more: false });
});

it('keeps what is shown when as many come before it', () => {
  const budget = new RowBudget<string>((row) => row);
  const shown = many(1_000, freshRows);
  budget.take(shown);
  const { rows, more } = budget.take([...many(0, freshRows + 5), ...shown]);
  expect(rows).toEqual([...many(0, freshRows), ...shown]);
  expect(more).toBe(true);
});

it('forgets rows that have gone', () => {
  const budget = new RowBudget<string>((row) => row);
  budget.take(many(0, freshRows));
  budget.take([]);
  expect(budget.take(many(0, freshRows + 1)).more).toBe(true);
});
