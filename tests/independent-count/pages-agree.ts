/** Lists too long to be walked often: whole walks of some, and single pages anywhere in the longest. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Connection, connectionsOf } from './connections.js';
import { ORDERS } from './matches-agree.js';
import { walk } from './pages.js';
import { times } from './questions.js';
import type { Side } from './side.js';

/** Whose lists are walked: long ones, with matches that tie in every order. */
const WHOSE = {
  team: 'england',
  opponent: 'scotland',
  tournament: 'copa-america',
  calendarDay: '12-10',
  scorer: { player: 'harry-kane', team: 'england' },
};

/** What this dataset does not have, and what would be walked too long. */
const LEFT_OUT = /^Edition|quotes|^Query\.(matches|goals|players$|players by)/;

const NEXT = `query($day: MatchFilter, $order: MatchOrder!) {
  matches(filter: $day, orderBy: $order, first: 100) { edges { cursor node { slug } } }
}`;

const PAGE = `query($order: MatchOrder!, $first: Int, $after: String, $last: Int, $before: String) {
  matches(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    nodes { slug } pageInfo { hasNextPage hasPreviousPage }
  }
}`;

/** The properties of pages, as tests of the suite that calls. */
export function pagesAgree({ record, results }: Side, runs: number): void {
  it('Connections of England, Scotland and the Copa América, walked either way, are the whole lists', async () => {
    const lists = connectionsOf(results(), WHOSE).filter(({ name }) => !LEFT_OUT.test(name));
    for (const [place, list] of lists.entries()) await expectWalked(list, place % 2 === 1);
  });

  async function expectWalked(list: Connection, backwards: boolean): Promise<void> {
    const { rows } = await walk(record(), list, [100, 37, 64], backwards);
    expect(rows, list.name).toEqual(list.whole);
  }

  it('Query.matches after or before any match gives what lies there, in each order', async () => {
    const sorted = new Map(
      Object.entries(ORDERS).map(([order, sort]) => [order, sort(results().matches)]),
    );
    const question = fc.record({
      match: fc.constantFrom(...results().matches),
      order: fc.constantFrom(...Object.keys(ORDERS)),
      size: fc.integer({ min: 1, max: 100 }),
      backwards: fc.boolean(),
    });
    const property = fc.asyncProperty(question, async ({ match, order, size, backwards }) => {
      const all = sorted.get(order) ?? [];
      const place = all.indexOf(match);
      // A cursor of a shorter list in the same order stands on the same match.
      const day = await record().ask(NEXT, { day: { on: match.date }, order });
      const { cursor } = day.matches.edges.find(
        ({ node }: { node: { slug: string } }) => node.slug === match.slug,
      );
      const asked = backwards ? { last: size, before: cursor } : { first: size, after: cursor };
      const { matches: page } = await record().ask(PAGE, { order, ...asked });
      const expected = backwards
        ? all.slice(Math.max(0, place - size), place)
        : all.slice(place + 1, place + 1 + size);
      expect(page.nodes).toEqual(expected.map(({ slug }) => ({ slug })));
      expect(page.pageInfo).toEqual({
        hasNextPage: backwards || place + 1 + size < all.length,
        hasPreviousPage: !backwards || place - size > 0,
      });
    });
    await fc.assert(property, times(runs));
  });
}
