/** Names of teams: which team an argument means, and how found names rank. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aliasesOf,
  codeOf,
  createTeamFinder,
  nameRank,
  type OtherName,
} from '../../src/record/team-names.js';
import { slugify } from '../../src/text/slug.js';
import { runs } from '../support/runs.js';

const team = (name: string, names: Record<string, OtherName['kind']>, formerly: string[] = []) => ({
  slug: slugify(name),
  name,
  category: 'MEN' as const,
  formerNames: formerly.map((former) => ({ name: former })),
  otherNames: Object.entries(names).map(([other, kind]) => ({ name: other, kind })),
});

const TEAMS = [
  team('Atlantis', { ATL: 'FIFA_CODE', Atlântida: 'FOREIGN', 'The Ring': 'ALIAS', AT: 'CODE' }, [
    'Poseidonia',
  ]),
  team('Mu', { MUU: 'FIFA_CODE', AT: 'CODE', Lemuria: 'ALIAS', Hiva: 'ALIAS' }),
  team('Lemuria', { ATL: 'CODE', Ring: 'FOREIGN' }, ['Hiva']),
  {
    ...team('Atlantis', { 'The Ring': 'ALIAS', ATL: 'FIFA_CODE' }),
    slug: 'atlantis-women',
    category: 'WOMEN' as const,
  },
];
const [ATLANTIS, , , WOMEN] = TEAMS;

describe('a team', () => {
  const find = createTeamFinder(TEAMS);

  it.each([
    ['atlantis', 'atlantis'],
    ['Atlantis', 'atlantis'],
    ['the-ring', 'atlantis'],
    ['THE RING', 'atlantis'],
    ['poseidonia', 'atlantis'],
    ['atlantida', 'atlantis'],
    ['ATL', 'atlantis'],
    ['lemuria', 'lemuria'],
    ['the-ring-women', 'atlantis-women'],
    ['ATL women', 'atlantis-women'],
  ])('called %j is %s', (name, slug) => {
    expect(find(name)).toBe(slug);
  });

  it.each(['hiva', 'AT', 'thule', '', '-'])('called %j is none: several are, or none', (name) => {
    expect(find(name)).toBeUndefined();
  });

  it('is found by its slug whatever other teams are called', () => {
    const words = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const kinds = fc.constantFrom('ALIAS', 'FIFA_CODE', 'CODE', 'FOREIGN') as fc.Arbitrary<
      OtherName['kind']
    >;
    const teams = fc
      .uniqueArray(fc.tuple(words, fc.dictionary(words, kinds), fc.array(words)), {
        selector: ([name]) => name,
      })
      .map((all) => all.map((one) => team(...one)));
    fc.assert(
      fc.property(teams, (all) => {
        const findSlug = createTeamFinder(all);
        expect(all.map(({ slug }) => findSlug(slug))).toEqual(all.map(({ slug }) => slug));
      }),
      { numRuns: runs(200) },
    );
  });

  it('has as aliases names in use, then former ones, without codes and its own name', () => {
    const curacao = team(
      'Curaçao',
      { Curacao: 'ALIAS', ANT: 'CODE', Antilles: 'ALIAS', Antilhas: 'FOREIGN' },
      ['Antillés', 'Curaçao and Dependencies'],
    );
    expect(aliasesOf(curacao)).toEqual(['Antilles', 'Curaçao and Dependencies']);
  });

  it("has FIFA's code, or none", () => {
    expect(TEAMS.map(codeOf)).toEqual(['ATL', 'MUU', null, 'ATL']);
  });

  it('ranks its current name, aliases, former names, codes, and names in other languages', () => {
    const names = ['Atlantis', 'The Ring', 'Poseidonia', 'ATL', 'AT', 'Atlântida'];
    const ranks = names.map((name) => ATLANTIS && nameRank(ATLANTIS, name));
    expect(ranks).toEqual([0, 1, 2, 3, 4, 5]);
    expect(WOMEN && nameRank(WOMEN, 'Atlantis women')).toBe(0);
    expect(WOMEN && nameRank(WOMEN, 'Poseidonia women')).toBe(2);
  });
});
