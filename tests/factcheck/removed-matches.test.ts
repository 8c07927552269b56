/**
 * No verdict CONTRADICTED rests on the absence of a match outside a scope that is shown to be complete (rule 19): matches are
 * removed at random from a copy of the results dataset, and what the whole dataset says of them is claimed.
 */
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import type { Database } from '../../src/database/types.js';
import { checkClaims } from '../../src/factcheck/check.js';
import { runImport } from '../../src/importers/run.js';
import { type Claim, claimInputSchema } from '../../src/record/claim-input.js';
import { teamMatchReader } from '../../src/record/figures.js';
import { createReferenceReader } from '../../src/record/reference.js';
import { isClosedCompetition } from '../../src/statistics/closed-competitions.js';
import { slugify } from '../../src/text/slug.js';
import type { EmptyDatabase } from '../support/databases.js';
import { migratedDatabase } from '../support/record.js';
import { runs, WHOLE_IMPORT_DATABASES } from '../support/runs.js';
import { folderOf, isAbsent } from '../support/whole-record.js';

const DATASET = 'international-results';
const SEED = 1872;
const REMOVED = { ofClosedCompetitions: runs(300), ofOthers: runs(300) };
const CLAIMS_A_CALL = 100;

interface Row {
  line: string;
  date: string;
  home: string;
  away: string;
  score: [number, number];
  tournament: string;
  neutral: boolean;
}

/** The played matches of the dataset; no field of theirs holds a comma. */
async function readRows(): Promise<{ head: string; rows: Row[]; others: string[] }> {
  const text = await readFile(path.join(folderOf(DATASET), 'results.csv'), 'utf8');
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const rows = lines.flatMap((line): Row[] => {
    const [date = '', home = '', away = '', one, other, tournament = '', ...rest] = line.split(',');
    const score: [number, number] = [Number(one), Number(other)];
    if (score.some(Number.isNaN) || line.includes('"')) return [];
    return [{ line, date, home, away, score, tournament, neutral: rest.at(-1) === 'TRUE' }];
  });
  const played = new Set(rows.map(({ line }) => line));
  return { head, rows, others: lines.filter((line) => !played.has(line)) };
}

/** So many rows, drawn with a fixed seed. */
const draw = (rows: Row[], size: number) =>
  fc.sample(fc.shuffledSubarray(rows, { minLength: size, maxLength: size }), {
    seed: SEED,
    numRuns: 1,
  })[0] ?? [];

/** What the whole dataset says of a match and of all meetings of its sides by its day. */
function claimsOf(row: Row, all: readonly Row[]): Claim[] {
  const [team, opponent, tournament] = [row.home, row.away, row.tournament].map(slugify);
  const met = all.filter(
    ({ date, home, away }) =>
      date <= row.date && [home, away].includes(row.home) && [home, away].includes(row.away),
  );
  const tally = (some: readonly Row[]) => {
    const margins = some.map(({ home, score: [one, other] }) =>
      home === row.home ? one - other : other - one,
    );
    return {
      played: some.length,
      won: margins.filter((margin) => margin > 0).length,
      drawn: margins.filter((margin) => margin === 0).length,
      lost: margins.filter((margin) => margin < 0).length,
    };
  };
  const days = { from: row.date, to: row.date };
  const ofTournament = met.filter((other) => other.tournament === row.tournament);
  return [
    { fixture: { team, opponent, ...days } },
    { fixture: { team, opponent, ...days, tournament } },
    { fixture: { team, opponent, ...days, venue: row.neutral ? 'NEUTRAL' : 'HOME' } },
    { headToHead: { team, opponent, ...tally(met) } },
    { headToHead: { team, opponent, tournament, ...tally(ofTournament) } },
    {
      score: {
        match: `${row.date}-${team}-${opponent}`,
        home: row.score[0],
        away: row.score[1],
      },
    },
  ].map((claim) => claimInputSchema.parse(claim));
}

describe.skipIf(isAbsent(DATASET))('claims about matches that the record lacks', () => {
  for (const kind of WHOLE_IMPORT_DATABASES) {
    describe(kind, () => {
      let database: EmptyDatabase;
      let db: Database;
      let claims: { claim: Claim; asOf: string }[];
      beforeAll(async () => {
        const { head, rows, others } = await readRows();
        const [closed, open] = [true, false].map((isClosed) =>
          rows.filter(({ tournament }) => isClosedCompetition(tournament) === isClosed),
        );
        const removed = [
          ...draw(closed ?? [], REMOVED.ofClosedCompetitions),
          ...draw(open ?? [], REMOVED.ofOthers),
        ];
        claims = removed.flatMap((row) =>
          claimsOf(row, rows).map((claim) => ({ claim, asOf: row.date })),
        );
        const gone = new Set(removed.map(({ line }) => line));
        const kept = [...rows.map(({ line }) => line), ...others].filter((line) => !gone.has(line));
        const folder = await mkdtemp(path.join(tmpdir(), 'scoresheet-removed-'));
        for (const file of ['goalscorers.csv', 'shootouts.csv', 'former_names.csv']) {
          await copyFile(path.join(folderOf(DATASET), file), path.join(folder, file));
        }
        await writeFile(path.join(folder, 'results.csv'), `${[head, ...kept].join('\n')}\n`);
        database = await migratedDatabase(kind);
        const writer = openDatabase(database.url, { writable: true });
        await runImport(writer, { dataset: DATASET, from: folder }, () => {});
        await writer.close();
        await rm(folder, { recursive: true });
        db = openDatabase(database.url);
      });
      afterAll(async () => {
        await db.close();
        await database.drop();
      });

      it('rule 19: are never CONTRADICTED, whatever competition the matches belong to', async () => {
        const reference = await createReferenceReader(db)();
        if (!reference) throw new Error('The record is empty.');
        const teamMatches = teamMatchReader()(db, reference.version, () => false);
        const kinds = new Map<string, number>();
        for (let from = 0; from < claims.length; from += CLAIMS_A_CALL) {
          const some = claims.slice(from, from + CLAIMS_A_CALL);
          const asked = some.map((one) => ({ ...one, claimSourceId: null }));
          const verdicts = await checkClaims(db, reference, teamMatches, asked);
          for (const [place, { kind: verdict, explanation }] of verdicts.entries()) {
            expect([verdict, some[place], explanation]).not.toContain('CONTRADICTED');
            kinds.set(verdict, (kinds.get(verdict) ?? 0) + 1);
          }
        }
        expect(claims.length).toBeGreaterThan(runs(3_000));
        // Most of what is claimed cannot be known, and the rest is told as the list has it.
        expect(kinds.get('NOT_IN_RECORD')).toBeGreaterThan(runs(1_000));
        expect(kinds.get('DISPUTED')).toBeGreaterThan(runs(100));
      });
    });
  }
});
