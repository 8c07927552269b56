/**
 * Careers on the whole record: what is left out of a record must not contradict what the rest of it proves, and every part of
 * the contract that tells a figure tells the same one.
 */
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Career, loadCareers } from '../../src/analysis/careers.js';
import { openDatabase } from '../../src/database/database.js';
import type { Database, Provider } from '../../src/database/types.js';
import { teamMatchReader } from '../../src/record/figures.js';
import { createReferenceReader, type ReferenceData } from '../../src/record/reference.js';
import type { Measure, PublishedValue } from '../../src/statistics/career-evidence.js';
import { addDays, dayBefore, FIRST_MATCH_DAY } from '../../src/statistics/days.js';
import { buildCapsFigure, buildGoalsFigure, type Figure } from '../../src/statistics/figures.js';
import { DATABASES } from '../support/databases.js';
import { runs } from '../support/runs.js';
import { createUnlimitedTestServer, type TestServer } from '../support/test-server.js';
import { isAbsent, LAYERS, recordWithLayers, type WholeRecord } from '../support/whole-record.js';

const MEASURES: Measure[] = ['goals', 'caps'];

const FIGURES = { goals: buildGoalsFigure, caps: buildCapsFigure };

/** How many careers are read in one statement. */
const BATCH = 500;

interface Named {
  slug: string;
  career: Career;
}

interface Whole extends WholeRecord {
  db: Database;
  record: TestServer;
  careers: Named[];
}

/** The whole results dataset with its layers, and every career on record. */
async function openWhole(kind: Provider): Promise<Whole> {
  const database = await recordWithLayers(kind);
  const db = openDatabase(database.url);
  const reference = await createReferenceReader(db)();
  if (!reference) throw new Error('The record is empty.');
  const careers = await readAll(db, reference);
  return {
    ...database,
    db,
    record: createUnlimitedTestServer(openDatabase(database.url)),
    careers,
  };
}

async function readAll(db: Database, reference: ReferenceData): Promise<Named[]> {
  const { jsonObject: object, jsonList: list, codePointOrder: plain } = db.dialect;
  const key = object({
    id: sql`p.id`,
    slug: sql`p.slug`,
    teamId: sql`x.team_id`,
  });
  const keys = await db.select<
    { id: number; slug: string; teamId: number }[]
  >(sql`SELECT ${list(key, sql`${plain(sql`p.slug`)}, x.team_id`)} AS json FROM (
      SELECT scorer_id AS player_id, team_id FROM goals WHERE scorer_id IS NOT NULL AND NOT own_goal
      UNION SELECT player_id, team_id FROM published_figures
    ) x JOIN players p ON p.id = x.player_id`);
  const wanted = (keys ?? []).map(({ teamId, ...player }) => ({
    player,
    team: reference.teams.get(teamId),
  }));
  const teamMatches = teamMatchReader()(db, reference.version, () => false);
  const careers: Named[] = [];
  for (let place = 0; place < wanted.length; place += BATCH) {
    const batch = wanted.slice(place, place + BATCH);
    const read = await loadCareers(db, reference, teamMatches, batch);
    careers.push(...read.map((career, at) => ({ slug: batch[at]?.player.slug ?? '', career })));
  }
  return careers;
}

/** Numbers from 0 to below 1 that are the same in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const oneOf = <Row>(rows: readonly Row[], draw: () => number) =>
  rows[Math.floor(draw() * rows.length)] as Row;

/** So many different rows in an order drawn at random. */
function drawn<Row>(rows: readonly Row[], count: number, draw: () => number): Row[] {
  const rest = [...rows];
  return Array.from({ length: Math.min(count, rest.length) }, () =>
    rest.splice(Math.floor(draw() * rest.length), 1),
  ).flat();
}

/** The figures of squad lists against which nothing speaks. */
const listed = ({ career }: Named, measure: Measure) =>
  career.evidence.published[measure].filter((one) => one.isDataset && one.discrepancy === null);

interface Told extends Pick<Figure, 'value' | 'basis' | 'completeness'> {
  lowerBound: number | null;
  upperBound: number | null;
}

/** Whether a figure that was left out contradicts what is told without it. */
function isContradicted(told: Told, { value }: PublishedValue): boolean {
  const { lowerBound, upperBound } = told;
  const isOutside = value < (lowerBound ?? 0) || (upperBound !== null && value > upperBound);
  const isExact = told.basis === 'COUNTED' || told.completeness === 'COMPLETE';
  return isOutside || (isExact && told.value !== value);
}

const FIELDS = 'value basis completeness lowerBound upperBound';

/** How many careers are asked for in one request. */
const ALIASES = 100;

/** The goals and caps of careers as of a day each, in their order. */
async function ask(
  record: TestServer,
  asked: readonly { slug: string; team: string; asOf: string }[],
): Promise<{ goals: Told; caps: Told }[]> {
  const told = [];
  for (let place = 0; place < asked.length; place += ALIASES) {
    const fields = asked.slice(place, place + ALIASES).map(
      ({ slug, team, asOf }, at) =>
        `c${at}: player(slug: "${slug}") { career(team: "${team}", asOf: "${asOf}") {
            goals { ${FIELDS} } caps { ${FIELDS} } } }`,
    );
    const answer: Record<string, { career: { goals: Told; caps: Told } }> = await record.ask(
      `{ ${fields.join(' ')} }`,
    );
    told.push(...Object.values(answer).map(({ career }) => career));
  }
  return told;
}

/** A day near one on which the record knows the player. */
function dayNear({ career }: Named, draw: () => number): string {
  const { scored, published } = career.evidence;
  const known = [...scored, ...MEASURES.flatMap((one) => published[one].map(({ asOf }) => asOf))];
  const days = draw() < 1 / 3 ? 0 : Math.floor((draw() - 0.5) * 1_000);
  const day = addDays(oneOf(known, draw), days);
  return day < FIRST_MATCH_DAY ? FIRST_MATCH_DAY : day;
}

interface Claim {
  measure: Measure;
  count: number;
}

/** The verdicts on claims of a player's goals or caps. */
async function verdictsOn(
  record: TestServer,
  { slug, team, asOf }: { slug: string; team: string; asOf: string },
  claims: readonly Claim[],
): Promise<string[]> {
  const fields = claims.map(
    ({ measure, count }, at) =>
      `c${at}: checkClaim(asOf: "${asOf}", claim: { ${measure === 'goals' ? 'careerGoals' : 'careerCaps'}:
        { player: "${slug}", team: "${team}", count: ${count} } }) { kind }`,
  );
  const answer: Record<string, { kind: string }> = await record.ask(`{ ${fields.join(' ')} }`);
  return Object.values(answer).map(({ kind }) => kind);
}

describe.skipIf(isAbsent('international-results', ...LAYERS))('careers of the whole record', () => {
  for (const kind of DATABASES) {
    describe(kind, () => {
      let whole: Whole;
      beforeAll(async () => {
        whole = await openWhole(kind);
      });
      afterAll(async () => {
        await whole.record.close();
        await whole.db.close();
        await whole.drop();
      });

      /** A career by its player and team. */
      const careerOf = (slug: string, team: string): Career => {
        const found = whole.careers.find(
          (one) => one.slug === slug && one.career.team.slug === team,
        );
        if (!found) throw new Error(`The record has no ${slug} of ${team}.`);
        return found.career;
      };

      it('every figure of a squad list is within the bounds that the record has without it', () => {
        const careers = new Set<Career>();
        const wrong: object[] = [];
        for (const named of whole.careers) {
          const { career, slug } = named;
          for (const measure of MEASURES) {
            for (const figure of listed(named, measure)) {
              careers.add(career);
              const others = career.evidence.published[measure].filter((one) => one !== figure);
              const published = { ...career.evidence.published, [measure]: others };
              const told = FIGURES[measure]({ ...career.evidence, published }, figure.through);
              if (isContradicted(told, figure)) wrong.push({ slug, measure, figure, told });
            }
          }
        }
        expect(wrong).toEqual([]);
        expect(careers.size).toBeGreaterThan(2_000);
      });

      it('lower bounds are no greater than upper ones, and every value lies between them', () => {
        const wrong: object[] = [];
        for (const { slug, career } of whole.careers) {
          const { scored, published } = career.evidence;
          const days = [
            ...published.caps.map(({ asOf }) => asOf),
            scored.at(-1) ?? FIRST_MATCH_DAY,
          ];
          for (const day of days) {
            for (const measure of MEASURES) {
              const { value, lowerBound, upperBound } = FIGURES[measure](career.evidence, day);
              const [least, most] = [lowerBound ?? 0, upperBound ?? Number.POSITIVE_INFINITY];
              const isBetween = value === null || (least <= value && value <= most);
              if (least > most || !isBetween)
                wrong.push({ slug, day, measure, value, least, most });
            }
          }
        }
        expect(wrong).toEqual([]);
      });

      it('a player has as many goals, caps and bounds wherever these are told, and claims are held against them', async () => {
        const draw = random(2022);
        const byTeam = Map.groupBy(whole.careers, ({ career }) => career.team.slug);
        const several = [...byTeam.values()].filter((careers) => careers.length > 1).flat();
        const wrong: object[] = [];
        let onBoards = 0;
        for (const named of drawn(several, runs(300), draw)) {
          const { slug } = named;
          const team = named.career.team.slug;
          const asOf = dayNear(named, draw);
          const others = (byTeam.get(team) ?? []).filter((one) => one.slug !== slug);
          const other = oneOf(others, draw).slug;
          const { player, before, topScorers, comparePlayers } = await whole.record.ask(`{
            before: player(slug: "${slug}") { career(team: "${team}", asOf: "${dayBefore(asOf)}") {
              goals { lowerBound } caps { lowerBound } } }
            player(slug: "${slug}") { career(team: "${team}", asOf: "${asOf}") {
              goals { ${FIELDS} } caps { ${FIELDS} } } }
            topScorers(filter: { team: "${team}", to: "${asOf}" }, first: 100) {
              entries { player { slug } goals { ${FIELDS} } } }
            comparePlayers(players: ["${slug}", "${other}"], team: "${team}", asOf: "${asOf}") {
              rows { player { slug } goals { ${FIELDS} } caps { ${FIELDS} } } }
          }`);
          const { goals, caps }: { goals: Told; caps: Told } = player.career;
          const isThis = (row: { player: { slug: string } }) => row.player.slug === slug;
          const row = comparePlayers.rows.find(isThis);
          expect({ slug, asOf, goals: row.goals, caps: row.caps }).toEqual({
            slug,
            asOf,
            goals,
            caps,
          });
          const entry = topScorers.entries.find(isThis);
          if (entry) {
            onBoards += 1;
            expect({ slug, asOf, goals: entry.goals }).toEqual({ slug, asOf, goals });
          }
          const claims = claimsOf({ goals, caps }, before.career);
          const verdicts = await verdictsOn(whole.record, { slug, team, asOf }, claims);
          claims.forEach((claim, place) => {
            const verdict = verdicts[place] ?? '';
            if (claim.refused.includes(verdict)) wrong.push({ slug, team, asOf, claim, verdict });
          });
        }
        expect(wrong).toEqual([]);
        expect(onBoards).toBeGreaterThan(runs(50));
      });

      it.each([
        ['duncan-edwards', 'england', 2],
        ['malcolm-macdonald', 'england', 5],
        ['ladislao-kubala', 'spain', 4],
        ['wilf-mannion', 'england', 1],
      ])(
        'goals that lie between no missing ones are not all there are: %s of %s has at least %i',
        (slug, team, recorded) => {
          const { evidence } = careerOf(slug, team);
          const figure = buildGoalsFigure(evidence, '2020-01-01');
          expect(figure).toMatchObject({ value: null, basis: 'UNKNOWN', lowerBound: recorded });
          expect(figure.completeness).toBe('PARTIAL');
          expect(figure.upperBound).toBeGreaterThan(recorded);
        },
      );

      it.each([
        ['moussa-konate', 'senegal', '2018-06-14', 1, 10],
        ['marcelo', 'brazil', '2018-06-14', 1, 6],
        ['javier-mascherano', 'argentina', '2018-06-14', 2, 3],
        ['abderrazak-hamdallah', 'morocco', '2022-11-20', 1, 6],
      ])(
        'a squad list that counts more goals than are recorded is the value: %s of %s',
        (slug, team, asOf, recorded, published) => {
          const { evidence } = careerOf(slug, team);
          const day = dayBefore(asOf);
          expect(buildGoalsFigure(evidence, day)).toMatchObject({
            recorded,
            value: published,
            basis: 'PUBLISHED',
            lowerBound: published,
            completeness: 'PARTIAL',
          });
          const without = { ...evidence, published: { ...evidence.published, goals: [] } };
          expect(buildGoalsFigure(without, day)).toMatchObject({ value: null, basis: 'UNKNOWN' });
        },
      );

      it.each([
        ['bill-nicholson', 'england'],
        ['roger-byrne', 'england'],
        ['emlyn-hughes', 'england'],
        ['dave-mackay', 'scotland'],
      ])('nobody of whom no goal is recorded has none for that: %s of %s', (slug, team) => {
        const figure = buildGoalsFigure(careerOf(slug, team).evidence, '2000-01-01');
        expect(figure).toMatchObject({ value: null, basis: 'UNKNOWN', recorded: 0, lowerBound: 0 });
        expect(figure.completeness).toBe('NONE');
        expect(figure.upperBound).toBeGreaterThan(0);
      });

      it.each([
        ['cameroon', '1994-06-17', 19],
        ['algeria', '1986-05-31', 20],
        ['north-korea', '1966-07-11', 17],
        ['haiti', '1974-06-13', 19],
        ['iraq', '1986-05-31', 22],
      ])(
        'a squad list that counts something else supports nothing: that of %s of %s',
        (team, asOf, count) => {
          const figures = whole.careers
            .filter(({ career }) => career.team.slug === team)
            .flatMap(({ career }) => career.evidence.published.caps.map((one) => ({ career, one })))
            .filter(({ one }) => one.asOf === asOf);
          expect(figures).toHaveLength(count);
          for (const { career, one } of figures) {
            expect(one.discrepancy).toMatch(/^its list counts something else: /);
            const { restsOn, bounds } = buildCapsFigure(career.evidence, one.through);
            for (const used of [restsOn, bounds.lower.restsOn, bounds.upper?.restsOn]) {
              expect(used?.id).not.toBe(one.id);
            }
          }
        },
      );

      it.each([
        ['neymar', 'brazil', '2014-06-12', 49],
        ['luka-modric', 'croatia', '2014-06-12', 75],
        ['cuauhtemoc-blanco', 'mexico', '2010-06-11', 115],
        ['enner-valencia', 'ecuador', '2022-11-20', 74],
      ])(
        'a squad list counts what was before the match of its day: %s of %s on %s',
        async (slug, team, asOf, caps) => {
          const [before, on] = await ask(whole.record, [
            { slug, team, asOf: dayBefore(asOf) },
            { slug, team, asOf },
          ]);
          expect(before?.caps).toMatchObject({ value: caps, basis: 'PUBLISHED' });
          expect(on?.caps.value).toBeNull();
          expect([caps, caps + 1]).toContain(on?.caps.lowerBound);
          expect(on?.caps.upperBound).toBe(caps + 1);
        },
      );

      it('a value that rests on a squad list of the next day names its source', async () => {
        const { player } = await whole.record.ask(`{ player(slug: "neymar") {
          career(asOf: "2014-06-11") { caps { value sources { title } } } } }`);
        expect(player.career.caps.value).toBe(49);
        expect(player.career.caps.sources).toHaveLength(1);
      });

      // The last of them: it changes the record.
      it('figures that are left out of the record contradict nothing that the contract tells', async () => {
        const draw = random(1872);
        const withLists = whole.careers.filter((one) => listed(one, 'caps').length > 0);
        const left = drawn(withLists, 2_000, draw).map((named) => {
          const measure = oneOf(
            MEASURES.filter((one) => listed(named, one).length > 0),
            draw,
          );
          return { named, measure, figure: oneOf(listed(named, measure), draw) };
        });
        const writer = openDatabase(whole.url, { writable: true });
        const rows = left.map(({ figure }) => ({ id: figure.id, discrepancy: 'left out' }));
        await writer.write((transaction) => transaction.update('published_figures', rows));
        await writer.close();
        const told = await ask(
          whole.record,
          left.map(({ named, figure }) => ({
            slug: named.slug,
            team: named.career.team.slug,
            asOf: figure.through,
          })),
        );
        const wrong = left
          .map(({ named, measure, figure }, place) => ({
            slug: named.slug,
            measure,
            figure,
            told: told[place]?.[measure] as Told,
          }))
          .filter((one) => isContradicted(one.told, one.figure));
        expect(told).toHaveLength(2_000);
        expect(wrong).toEqual([]);
      });
    });
  }
});

const FALSE = ['CONTRADICTED'];
const TRUE = ['CONFIRMED', 'CONSISTENT'];

/**
 * Claims of the bounds, of the value and of what is beyond them, with the verdicts that none of them may have. A claim may be
 * right by the end of the day before as well, so that what is too few is too few on that day.
 */
function claimsOf(
  told: Record<Measure, Told>,
  before: Record<Measure, { lowerBound: number | null }>,
): (Claim & { refused: string[] })[] {
  return MEASURES.flatMap((measure) => {
    const { value, lowerBound, upperBound } = told[measure];
    const possible = [lowerBound, upperBound, value].filter((count) => count !== null);
    const least = before[measure].lowerBound ?? 0;
    return [
      ...possible.map((count) => ({ measure, count, refused: FALSE })),
      ...(upperBound === null ? [] : [{ measure, count: upperBound + 1, refused: TRUE }]),
      ...(least === 0 ? [] : [{ measure, count: least - 1, refused: TRUE }]),
    ];
  });
}
