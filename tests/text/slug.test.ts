/** Names, folded and as slugs: the rules of the contract, letter by letter. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/text/fold.js';
import { buildMatchSlug, slugify } from '../../src/text/slug.js';

describe('slugify', () => {
  it.each([
    ['England', 'england'],
    ["Côte d'Ivoire", 'cote-d-ivoire'],
    ['Bosnia and Herzegovina', 'bosnia-and-herzegovina'],
    ['São Tomé and Príncipe', 'sao-tome-and-principe'],
    ['Curaçao', 'curacao'],
    ['Théo Hernandez', 'theo-hernandez'],
    ['Aurélien Tchouaméni', 'aurelien-tchouameni'],
    ['İlkay Gündoğan', 'ilkay-gundogan'],
    ['Simon Kjær', 'simon-kj-r'],
    ['Bodø', 'bodo'],
    ['Łukasz Fabiański', 'lukasz-fabianski'],
    ['Đorđe Petrović', 'dorde-petrovic'],
    ['Groß', 'gross'],
    ['Arda Turanı', 'arda-turani'],
    ['Þór Guðmundsson', 'thor-gudmundsson'],
    ['Ərəb', 'ereb'],
    ['Kolbeinn Sigþórsson', 'kolbeinn-sigthorsson'],
    ['Shaun Wright-Phillips', 'shaun-wright-phillips'],
    ["  N'Golo  Kanté ", 'n-golo-kante'],
    ['2nd', '2nd'],
    ['', ''],
    ['—', ''],
  ])('slugifies %j as %j', (name, slug) => {
    expect(slugify(name)).toBe(slug);
  });

  it('returns lower-case letters, digits and single hyphens between them', () => {
    const property = fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(slugify(name)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('returns a slug unchanged', () => {
    const property = fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(slugify(slugify(name))).toBe(slugify(name));
    });
    fc.assert(property, { numRuns: 500 });
  });
});

describe('fold', () => {
  it.each([
    ['MBAPPÉ', 'mbappe'],
    ['Mbappé', 'mbappe'],
    ['Mbappe\u0301', 'mbappe'],
    ['Ødegaard', 'odegaard'],
    ["Côte d'Ivoire", "cote d'ivoire"],
  ])('folds %j to %j', (name, folded) => {
    expect(fold(name)).toBe(folded);
  });
});

describe('buildMatchSlug', () => {
  it('numbers matches of two teams on one day from the second on', () => {
    const slugs = [undefined, 1, 2, 3].map((meeting) =>
      buildMatchSlug('1945-08-26', 'england', 'wales', meeting),
    );
    const [first = ''] = slugs;
    expect(slugs).toEqual([first, first, `${first}-2`, `${first}-3`]);
    expect(first).toBe('1945-08-26-england-wales');
  });
});
