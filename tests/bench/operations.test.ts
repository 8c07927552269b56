import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { operationsIn, readOperations } from '../../bench/operations.js';
import type { Sample } from '../../bench/sample.js';
import { variablesOf } from '../../bench/variables.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const operations = readOperations();
const peers = operationsIn(readFileSync('bench/peers/queries.graphql', 'utf8'));

const SAMPLE: Sample = {
  matches: ['england', 'france', 'spain'].map((slug, place) => ({
    id: `Match${place}`,
    slug: `2022-12-1${place}-${slug}-brazil`,
    date: `2022-12-1${place}`,
    home: { slug, name: slug },
    away: { slug: 'brazil', name: 'Brazil' },
    tournament: { slug: 'friendly' },
    score: { home: 1, away: 0 },
  })),
  goals: ['one', 'two', 'three'].map((slug) => ({
    id: slug,
    scorer: { slug, name: slug },
    team: { slug: 'england' },
    match: { slug: '2022-12-10-england-brazil' },
  })),
  editions: [],
  speakers: [],
  articles: [],
  lastDay: '2022-12-18',
};

describe('bench/operations.ts', () => {
  it.each([...operations, ...peers])('$name is valid against the schema', ({ query }) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  });

  it.each(operations)('draws the same variables of $name for the same seed', ({ name }) => {
    const drawn = variablesOf(name, SAMPLE, { seed: 1 });
    expect(drawn.length).toBeGreaterThan(1);
    expect(variablesOf(name, SAMPLE, { seed: 1 })).toEqual(drawn);
  });

  it('rejects an unknown name with the list of operations', () => {
    expect(() => readOperations(['MatchPage', 'Matchpage'])).toThrow(
      /no operation "Matchpage"; there are .*MatchPage/,
    );
  });

  it('bounds every day by the sample if asked to', () => {
    const days = variablesOf('TeamRecord', SAMPLE, { seed: 1, bounded: true }).map(
      (variables) => (variables as { asOf: string | null }).asOf,
    );
    expect(new Set(days).size).toBeGreaterThan(1);
    for (const day of days) expect(day && day <= SAMPLE.lastDay).toBe(true);
  });
});
