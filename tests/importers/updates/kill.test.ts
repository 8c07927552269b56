/** An update that is killed leaves the record before or after it, and a server never answers from between. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import { copyDatabase, DATABASES, type EmptyDatabase } from '../../support/databases.js';
import { dumpOf } from '../../support/dump.js';
import { startImport } from '../../support/program.js';
import { migratedDatabase } from '../../support/record.js';
import { runs } from '../../support/runs.js';
import { createTestServer, type TestServer } from '../../support/test-server.js';
import { type Invented, manyMatches, resultsFolder } from '../results-folder.js';

const KILLS = runs(15);

const EARLIER = manyMatches(500, 1);

/** The matches of the earlier files of which the later ones say something else; the renamed team has no part in them. */
const [REMOVED, CORRECTED, [MOVED = '']] = [
  [0, 30],
  [30, 80],
  [80, 81],
].map(([from, to]) =>
  EARLIER.results
    .filter((line) => !line.includes('Team 3,'))
    .map(keyOf)
    .slice(from, to),
) as [string[], string[], string[]];

const LATER = later(manyMatches(2_000, 1));

/** The day, the home and the away team of a line of the results or the goals. */
function keyOf(line: string): string {
  return line.split(',', 3).join();
}

/** The slug of the match of a key. */
const slugOf = (key: string) => key.toLowerCase().replaceAll(/[ ,]/g, '-');

/** The key of a match a day later. */
function movedOn(key: string): string {
  const [day = '', ...teams] = key.split(',');
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  return [next, ...teams].join();
}

/** The earlier files with more matches: some are gone, some corrected, one is moved, a team and a player have other names. */
function later({ results, goalscorers, ...rest }: Invented): Invented {
  const rewritten = (lines: string[]) =>
    lines
      .filter((line) => !REMOVED.includes(keyOf(line)))
      .map((line) =>
        line
          .replace(MOVED, movedOn(MOVED))
          .replaceAll('Team 3,', 'Atlantis,')
          .replace('Player 7,', 'Kleito,'),
      );
  const isCorrected = (line: string) => CORRECTED.includes(keyOf(line));
  const corrected = rewritten(results).map((line) =>
    isCorrected(line) ? line.replace(',0,Friendly', ',1,Friendly') : line,
  );
  return { ...rest, results: corrected, goalscorers: rewritten(goalscorers) };
}

/** Of everything that the update touches something, from fields that are read by statements of their own. */
const QUESTION = `{
  dataset { version counts { matches goals teams players } }
  matches { totalCount }
  goals { totalCount }
  removed: match(slug: "${slugOf(REMOVED[0] ?? '')}") { date }
  corrected: match(slug: "${slugOf(CORRECTED[0] ?? '')}") { score { home away } }
  moved: match(slug: "${slugOf(MOVED)}") { date }
  added: match(slug: "${slugOf(keyOf(LATER.results.at(-1) ?? ''))}") { date }
  team(slug: "team-3") { slug }
  renamed: team(slug: "atlantis") { slug }
  player(slug: "player-7") { slug name }
}`;

const countsOf = ({ results, goalscorers }: Invented) => ({
  matches: { totalCount: results.length },
  goals: { totalCount: goalscorers.length },
});

const datasetOf = ({ results, goalscorers }: Invented, version: string) => ({
  version,
  counts: { matches: results.length, goals: goalscorers.length, teams: 10, players: 50 },
});

const before = (version: string) => ({
  dataset: datasetOf(EARLIER, version),
  ...countsOf(EARLIER),
  removed: { date: REMOVED[0]?.slice(0, 10) },
  corrected: { score: { home: goalsOf(CORRECTED[0] ?? ''), away: 0 } },
  moved: { date: MOVED.slice(0, 10) },
  added: null,
  team: { slug: 'team-3' },
  renamed: null,
  player: { slug: 'player-7', name: 'Player 7' },
});

const after = (version: string) => ({
  dataset: datasetOf(LATER, version),
  ...countsOf(LATER),
  removed: null,
  corrected: { score: { home: goalsOf(CORRECTED[0] ?? ''), away: 1 } },
  moved: { date: movedOn(MOVED).slice(0, 10) },
  added: { date: LATER.results.at(-1)?.slice(0, 10) },
  team: { slug: 'atlantis' },
  renamed: { slug: 'atlantis' },
  player: { slug: 'kleito', name: 'Kleito' },
});

/** How many goals the earlier files have of a match. */
function goalsOf(key: string): number {
  return EARLIER.goalscorers.filter((line) => keyOf(line) === key).length;
}

/**
 * When a kill comes, as a share of what an update takes: at random in its part of the time after the process has started. The
 * last one may come after the end; the questions slow an update, so that it is seldom done by then.
 */
const momentOf = (kill: number) => 0.4 + (0.65 * (kill + Math.random())) / KILLS;

type State = ReturnType<typeof before> | ReturnType<typeof after>;

/** A database with a server over it. */
interface Served extends EmptyDatabase {
  server: TestServer;
}

function serve(database: EmptyDatabase): Served {
  return { ...database, server: createTestServer(openDatabase(database.url)) };
}

async function stop({ server, drop }: Served): Promise<void> {
  await server.close();
  await drop();
}

async function dump(url: string): Promise<Record<string, string[]>> {
  const db = openDatabase(url, { writable: true });
  return dumpOf(db).finally(() => db.close());
}

describe.each(DATABASES)('%s', (kind) => {
  const folders = { earlier: resultsFolder(EARLIER), later: resultsFolder(LATER) };
  /** The temporary directory of the imports. */
  const temporary = mkdtempSync(path.join(tmpdir(), 'scoresheet-test-'));
  let original: EmptyDatabase;
  let updated: Served;
  let fresh: EmptyDatabase;
  let states: [State, State];
  let duration: number;

  /** Starts an import that may take back as much as the later files do. */
  const startForced = (url: string, { folder }: { folder: string }) =>
    startImport(url, folder, ['--force'], { TMPDIR: temporary });

  async function importAll(url: string, files: { folder: string }): Promise<void> {
    const [code] = await once(await startForced(url, files), 'close');
    expect(code).toBe(0);
  }

  async function migratedWith(files: { folder: string }): Promise<EmptyDatabase> {
    const database = await migratedDatabase(kind);
    await importAll(database.url, files);
    return database;
  }

  /** What imports have left in the temporary directory. */
  const leftovers = () => readdirSync(temporary).filter((name) => name.startsWith('scoresheet-'));

  async function versionOf({ url }: EmptyDatabase): Promise<string> {
    const db = openDatabase(url);
    return (await db.version().finally(() => db.close())) ?? '';
  }

  /** Asks until a moment, and expects one of the states of every answer. */
  async function watch({ server }: Served, isOver: () => boolean): Promise<void> {
    do {
      expect(states).toContainEqual(await server.ask(QUESTION));
      await wait(20);
    } while (!isOver());
  }

  /** Kills an update at a moment, as a share of what one takes; answers whether it was done nevertheless. */
  async function killUpdate(served: Served, moment: number): Promise<boolean> {
    const child = await startForced(served.url, folders.later);
    const closed = once(child, 'close');
    const end = performance.now() + duration * moment;
    await watch(served, () => performance.now() >= end);
    child.kill('SIGKILL');
    await closed;
    const answer = await served.server.ask(QUESTION);
    expect(states).toContainEqual(answer);
    return answer.dataset.version === states[1].dataset.version;
  }

  const copyOfOriginal = async () => serve(await copyDatabase(kind, original.url));

  beforeAll(async () => {
    original = await migratedWith(folders.earlier);
    fresh = await migratedWith(folders.later);
    updated = await copyOfOriginal();
    const started = performance.now();
    await importAll(updated.url, folders.later);
    duration = performance.now() - started;
    states = [before(await versionOf(original)), after(await versionOf(updated))];
  });
  afterAll(async () => {
    await stop(updated);
    await fresh.drop();
    await original.drop();
    for (const { remove } of Object.values(folders)) remove();
    rmSync(temporary, { recursive: true });
  });

  it('an update takes back, corrects, renames, moves and adds as a first import of the later files has it, and leaves no file behind', async () => {
    expect(leftovers()).toEqual([]);
    const old = serve(await copyDatabase(kind, original.url));
    expect(await old.server.ask(QUESTION)).toEqual(states[0]);
    await stop(old);
    expect(await updated.server.ask(QUESTION)).toEqual(states[1]);
    expect(await dump(updated.url)).toEqual(await dump(fresh.url));
  });

  it(`an update killed at ${KILLS} random moments leaves the record before or after it and a server answers from one of them all the while; the next update succeeds and leaves what a first import does`, async () => {
    let served = await copyOfOriginal();
    for (let kill = 0; kill < KILLS; kill += 1) {
      if (await killUpdate(served, momentOf(kill))) {
        await stop(served);
        served = await copyOfOriginal();
      }
    }
    const left = leftovers();
    const child = await startForced(served.url, folders.later);
    const closed = once(child, 'close');
    await watch(served, () => child.exitCode !== null || child.signalCode !== null);
    expect((await closed)[0]).toBe(0);
    expect(leftovers()).toEqual(left);
    expect(await served.server.ask(QUESTION)).toEqual(states[1]);
    expect(await dump(served.url)).toEqual(await dump(fresh.url));
    await stop(served);
  });
});
