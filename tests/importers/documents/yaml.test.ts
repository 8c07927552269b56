import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DocumentError, daySchema, readYaml } from '../../../src/importers/documents/yaml.js';

const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const matches = z.strictObject({
  source: z.string(),
  matches: z.array(
    z.strictObject({
      date: daySchema,
      home: z.string(),
      goals: z.int().min(0),
      neutral: z.boolean(),
    }),
  ),
});

/** Reads a document of these lines. */
function read(...lines: string[]) {
  const file = path.join(folder, 'matches.yaml');
  writeFileSync(file, lines.join('\n'));
  return readYaml(file, matches);
}

/** The one line that says what is wrong, without the folder before the name of the file. */
function refusal(...lines: string[]): string {
  try {
    read(...lines);
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError);
    return (error as Error).message.replace(folder + path.sep, '');
  }
  throw new Error('The document was accepted.');
}

const GOOD = [
  'source: international-results',
  'matches:',
  '  - date: 2022-12-10',
  '    home: England',
  '    goals: 1',
  '    neutral: true',
];

/** The good document with another text in one of its lines, counted from 1. */
const withLine = (line: number, text: string) => GOOD.with(line - 1, text);

describe('a document', () => {
  it('is read into the values of its shape; days stay text', () => {
    expect(read(...GOOD)).toEqual({
      source: 'international-results',
      matches: [{ date: '2022-12-10', home: 'England', goals: 1, neutral: true }],
    });
  });

  it('may have comments, quotes and braces', () => {
    const line = '  - { date: "2022-12-10", home: England, goals: 1, neutral: true } # in Al Khor';
    expect(read('source: international-results', 'matches:', line)).toEqual(read(...GOOD));
  });
});

describe('a document that cannot be used is refused by file, line and field', () => {
  it('where a field has the wrong type', () => {
    expect(refusal(...withLine(5, '    goals: one'))).toMatch(
      /^matches\.yaml, line 5, matches\.0\.goals: .*expected number, received string/,
    );
    expect(refusal(...withLine(4, '    home: 1966'))).toMatch(
      /^matches\.yaml, line 4, matches\.0\.home: .*expected string, received number/,
    );
    expect(refusal(...withLine(6, '    neutral: yes'))).toMatch(
      /^matches\.yaml, line 6, matches\.0\.neutral: .*expected boolean/,
    );
  });

  it('where a number is out of its range', () => {
    expect(refusal(...withLine(5, '    goals: -1'))).toMatch(
      /^matches\.yaml, line 5, matches\.0\.goals: /,
    );
  });

  it('where a field is missing, by the line of what lacks it', () => {
    expect(refusal(...GOOD.toSpliced(4, 1))).toMatch(
      /^matches\.yaml, line 3, matches\.0\.goals: .*received undefined/,
    );
    expect(refusal(...GOOD.slice(1))).toMatch(/^matches\.yaml, line 1, source: /);
  });

  it('where a field is unknown, by its name', () => {
    expect(refusal(...GOOD, '    referee: Wilton Sampaio')).toMatch(
      /^matches\.yaml, line 3, matches\.0: .*"referee"/,
    );
    expect(refusal(...GOOD, 'author: nobody')).toMatch(
      /^matches\.yaml, line 1, the document: .*"author"/,
    );
  });

  it.each([
    '2023-02-30',
    '2023-13-01',
    '2022-12-1',
    '10.12.2022',
    '2022-12-10T20:00:00Z',
    'yesterday',
  ])('where %s is no day of the calendar', (date) => {
    expect(refusal(...withLine(3, `  - date: ${date}`))).toMatch(
      /^matches\.yaml, line 3, matches\.0\.date: .*date/,
    );
  });

  it('where it is not the only match that is wrong, by the first', () => {
    const second = ['  - date: 2022-12-18', '    home: Argentina', '    goals: three'];
    expect(refusal(...GOOD, ...second, '    neutral: true')).toMatch(
      /^matches\.yaml, line 9, matches\.1\.goals: /,
    );
  });

  it('where the shape is another altogether', () => {
    expect(refusal('- England', '- France')).toMatch(
      /^matches\.yaml, line 1, the document: .*expected object, received array/,
    );
  });

  it.each([
    ['without a letter', []],
    ['of nothing but a comment', ['# What the seed holds whole.']],
  ])('where it is empty: %s', (_, lines) => {
    expect(refusal(...lines)).toMatch(/^matches\.yaml, line 1, the document: .*received null/);
  });

  it.each([
    ['a bracket that nobody closes', 3, withLine(3, '  - { date: 2022-12-10')],
    ['a wrong indentation', 4, withLine(4, '  home: England')],
    ['a tab for an indentation', 4, withLine(4, '\t\thome: England')],
    ['a field that stands twice', 7, [...GOOD, '    goals: 2']],
  ])('where the YAML is broken by %s', (_, line, lines) => {
    expect(refusal(...lines)).toMatch(new RegExp(`^matches\\.yaml[:,] [^\\n]*\\bline ${line}\\b`));
  });

  it('where an alias names what is not there', () => {
    expect(refusal(...withLine(4, '    home: *england'))).toMatch(/^matches\.yaml[:,] .*england/);
  });

  it('and the line does not end as if more were to come', () => {
    expect(refusal(...withLine(4, '  home: England'))).not.toMatch(/:$/);
  });

  it('in one line', () => {
    for (const lines of [[], GOOD.slice(1), withLine(3, '  - { date: 2022-12-10')]) {
      expect(refusal(...lines)).not.toContain('\n');
    }
  });

  it('where there is no file, by its name', () => {
    const file = path.join(folder, 'nowhere.yaml');
    expect(() => readYaml(file, matches)).toThrow('nowhere.yaml');
  });
});
