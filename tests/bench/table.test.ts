import { describe, expect, it } from 'vitest';
import { formatTable } from '../../bench/table.js';

const COLUMNS = [
  { title: 'operation', value: ([name]: [string, number | null]) => name },
  { title: 'ms', value: ([, time]: [string, number | null]) => time, decimals: 2 },
];

describe('formatTable', () => {
  it('formats aligned Markdown with numbers to the right', () => {
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

  it('shows null as a dash, not as 0', () => {
    expect(formatTable(COLUMNS, [['Runs', null]])).toContain('| Runs      |   - |');
  });

  it('escapes | in a text', () => {
    expect(formatTable(COLUMNS, [['A|B', 1]])).toContain('| A\\|B      |');
  });
});
