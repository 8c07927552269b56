import { describe, expect, it } from 'vitest';
import { formatTable } from '../../bench/table.js';

const COLUMNS = [
  { title: 'operation', value: ([name]: [string, number | null]) => name },
  { title: 'ms', value: ([, time]: [string, number | null]) => time, decimals: 2 },
];

describe('a table of the benchmark', () => {
  it('is Markdown whose columns stand under each other, numbers to the right', () => {
    const table = formatTable(COLUMNS, [
      ['Runs', 1234.5],
      ['MatchPage', 0.126],
    ]);
    expect(table.split('\n')).toEqual([
      '| operation |       ms |',
      '| --------- | -------: |',
      '| Runs      | 1,234.50 |',
      '| MatchPage |     0.13 |',
    ]);
  });

  it('shows what is not known as a dash, not as 0', () => {
    expect(formatTable(COLUMNS, [['Runs', null]])).toContain('| Runs      |   - |');
  });

  it('does not take a | in a text for the end of the cell', () => {
    expect(formatTable(COLUMNS, [['A|B', 1]])).toContain('| A\\|B      |');
  });
});
