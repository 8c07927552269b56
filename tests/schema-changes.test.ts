/** schema.graphql compared with the last released copy, docs/schema/<version>.graphql. */
import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  byVersion,
  removedWithoutNotice,
  sectionOf,
  unnamedChanges,
} from './support/schema-changes.js';

const RELEASES = byVersion(readdirSync('docs/schema').filter((name) => name.endsWith('.graphql')));
const LAST = RELEASES[0] ?? '';
const CHANGELOG = readFileSync('CHANGELOG.md', 'utf8');

const schemaOf = (file: string) => buildSchema(readFileSync(file, 'utf8'));
const released = schemaOf(`docs/schema/${LAST}.graphql`);
const current = schemaOf('schema.graphql');

describe('schema.graphql', () => {
  it('breaks nothing of the last release that CHANGELOG.md does not name under Unreleased', () => {
    const unnamed = unnamedChanges(released, current, sectionOf(CHANGELOG, 'Unreleased'));
    expect(
      unnamed.map(({ description }) => description),
      `write each of these into CHANGELOG.md, "## Unreleased", "### Breaking" (compared with ${LAST})`,
    ).toEqual([]);
  });

  it('removes nothing that the last release did not deprecate', () => {
    expect(
      removedWithoutNotice(released, current),
      `deprecate them first: they are not @deprecated in docs/schema/${LAST}.graphql`,
    ).toEqual([]);
  });
});

describe('docs/schema', () => {
  it('has the schema of the version that package.json names, and CHANGELOG.md has its section', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(LAST).toBe(version);
    expect(sectionOf(CHANGELOG, version)).toContain(`docs/schema/${version}.graphql`);
  });
});

describe('the comparison', () => {
  const before = buildSchema(`
    type Query { team(slug: String!, code: String): Team kind: Kind league: League }
    type Team { name: String! nick: String @deprecated(reason: "Use name.") old: String! }
    type League { name: String }
    enum Kind { HOME AWAY NEUTRAL @deprecated(reason: "Use AWAY.") }
    input Filter { from: String to: String }
  `);
  const after = buildSchema(`
    type Query { team(slug: String!): Team kind: Kind }
    type Team { name: String! }
    enum Kind { HOME }
    input Filter { from: String }
  `);

  it('lists each breaking change that the changelog does not name', () => {
    const text = '- `Team.old` was\n  removed.\n- AWAY was removed from enum type Kind.';
    const unnamed = unnamedChanges(before, after, text).map(({ description }) => description);
    expect(unnamed.sort()).toEqual([
      'Filter.to was removed.',
      'League was removed.',
      'NEUTRAL was removed from enum type Kind.',
      'Query.league was removed.',
      'Query.team arg code was removed.',
      'Team.nick was removed.',
    ]);
  });

  it('lists each removed field, argument, input field and value that was not deprecated', () => {
    expect(removedWithoutNotice(before, after).sort()).toEqual([
      'Filter.to',
      'Kind.AWAY',
      'Query.league',
      'Query.team(code:)',
      'Team.old',
    ]);
  });

  it('lists nothing of equal schemas or of additions', () => {
    expect(unnamedChanges(after, before, '')).toEqual([]);
    expect(removedWithoutNotice(after, before)).toEqual([]);
  });

  it('orders versions by number', () => {
    expect(byVersion(['0.9.0.graphql', '0.10.0.graphql', '0.2.1.graphql'])).toEqual([
      '0.10.0',
      '0.9.0',
      '0.2.1',
    ]);
  });

  it('reads one section of the changelog, and refuses a version without one', () => {
    const changelog = '# Changelog\n\n## Unreleased\n\n- a\n\n## 1.0.0 - 2026-12-01\n\n- b\n';
    expect(sectionOf(changelog, 'Unreleased')).toContain('- a');
    expect(sectionOf(changelog, 'Unreleased')).not.toContain('- b');
    expect(sectionOf(changelog, '1.0.0')).toContain('- b');
    expect(() => sectionOf(changelog, '2.0.0')).toThrow('no section "## 2.0.0"');
  });
});
