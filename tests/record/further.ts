/** Facts beyond the seed, for what the seed happens not to have, and records that hold them. */
import type { Database, DatabaseOptions, Provider } from '../../src/database/types.js';
import {
  EMPTY_FACTS,
  EMPTY_SHEET,
  type Facts,
  type MatchFact,
  type MatchSheet,
  type PlayerName,
} from '../../src/importers/facts.js';
import { writeFacts } from '../../src/importers/write/write.js';
import { databaseWithSeed, openOwnDatabase } from '../support/record.js';
import { copyOfTemplate } from '../support/templates.js';

const SOURCE = 'international-results';

/** A record with the seed and then these facts, open for more. Closing it removes it. */
export async function seededWith(
  kind: Provider,
  facts: Partial<Facts>,
  options?: DatabaseOptions,
): Promise<Database> {
  const copy = await (facts === FURTHER ? databaseWithFurtherFacts(kind) : databaseWithSeed(kind));
  const database = openOwnDatabase(copy, { ...options, writable: true });
  if (facts !== FURTHER) await add(database, facts);
  return database;
}

const databaseWithFurtherFacts = (kind: Provider) =>
  copyOfTemplate(
    kind,
    'seed-with-further-facts',
    () => databaseWithSeed(kind),
    async (database) => {
      await add(database, FURTHER);
    },
  );

/** Imports facts; they may refer to what the record has already. */
export async function add(database: Database, facts: Partial<Facts>): Promise<void> {
  await writeFacts(database, 'scoresheet-seed', { ...EMPTY_FACTS, ...facts });
}

type Told = Pick<MatchFact, 'date' | 'home' | 'away' | 'homeScore' | 'awayScore' | 'tournament'>;

/** A match on neutral ground in Lusail with goals by these players, all for the team they are listed for. */
export function matchFact(told: Told, scorers: readonly PlayerName[] = []): MatchFact {
  const key = `${told.date}/${told.home}/${told.away}`;
  return {
    ...told,
    source: SOURCE,
    key,
    slug: key.replaceAll('/', '-'),
    ordinal: 1,
    edition: null,
    stage: null,
    group: null,
    stadium: null,
    city: 'Lusail',
    country: 'Qatar',
    neutral: true,
    afterExtraTime: null,
    possiblyAwarded: false,
    goals: scorers.map((scorer, place) => ({
      source: SOURCE,
      key: `${key}/${place + 1}`,
      team: scorer.team,
      scorer,
      minute: null,
      stoppage: null,
      ownGoal: false,
      penalty: false,
      citedBy: [],
    })),
    penalties: [],
    shootout: null,
    discrepancies: [],
    citedBy: [],
  };
}

const KANE = { team: 'england', player: { name: 'Harry Kane', team: 'england' }, name: 'H. Kane' };

/** A captain who went off, his booking and his manager. */
const SHEET: MatchSheet = {
  ...EMPTY_SHEET,
  kickOffTime: '00:30',
  utcOffset: '+01:00',
  managers: [
    { source: SOURCE, key: 'manager', team: 'england', name: 'Lee Carsley', country: null },
  ],
  appearances: [
    {
      ...KANE,
      source: SOURCE,
      key: 'appearance',
      id: 'england-harry-kane',
      started: true,
      cameOn: null,
      wentOff: { minute: 90, stoppage: 2 },
      captain: true,
      position: 'CF',
      shirtNumber: 9,
      citedBy: [],
    },
  ],
  bookings: [
    {
      ...KANE,
      source: SOURCE,
      key: 'booking',
      minute: 12,
      stoppage: null,
      card: 'YELLOW',
      citedBy: [],
    },
  ],
};

/** A friendly without scorers, a match yet to be played, and a women's match of which one goal of three has a row. */
export const FURTHER_MATCHES = {
  friendly: {
    ...matchFact({
      date: '2030-01-01',
      home: 'england',
      away: 'wales',
      homeScore: 2,
      awayScore: 1,
      tournament: 'friendly',
    }),
    sheet: SHEET,
  },
  unplayed: matchFact({
    date: '2030-01-02',
    home: 'wales',
    away: 'england',
    homeScore: null,
    awayScore: null,
    tournament: 'uefa-euro',
  }),
  women: matchFact(
    {
      date: '2030-01-03',
      home: 'england-women',
      away: 'france-women',
      homeScore: 3,
      awayScore: 0,
      tournament: 'uefa-women-s-euro',
    },
    [{ name: 'Lauren James', team: 'england-women' }],
  ),
};

const from = (key: string) => ({ source: SOURCE, key });

/** The import that brings them. */
export const FURTHER: Partial<Facts> = {
  teams: ['England', 'France'].map((name) => ({
    ...from(`${name} women`),
    slug: `${name.toLowerCase()}-women`,
    name,
    category: 'WOMEN',
    formerNames: [],
  })),
  tournaments: [
    { ...from('Friendly'), slug: 'friendly', name: 'Friendly', category: 'MEN' },
    {
      ...from("UEFA Women's Euro"),
      slug: 'uefa-women-s-euro',
      name: "UEFA Women's Euro",
      category: 'WOMEN',
    },
  ],
  matches: Object.values(FURTHER_MATCHES),
};
