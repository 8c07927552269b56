/** References are ids. */
export type Row = Record<string, string | number | boolean | null> & { id: number };

export interface TableShape {
  table: string;
  key: readonly string[];
  refers: Readonly<Record<string, string>>;
}

const BY_SOURCE = ['sourceId', 'sourceKey'] as const;
const CITES = { sourceId: 'sources' } as const;

/** In order of references, without derived tables. */
export const TABLES: readonly TableShape[] = [
  { table: 'sources', key: ['slug'], refers: {} },
  { table: 'tournaments', key: ['slug'], refers: CITES },
  { table: 'teams', key: ['slug'], refers: CITES },
  { table: 'team_names', key: BY_SOURCE, refers: { ...CITES, teamId: 'teams' } },
  { table: 'affiliations', key: BY_SOURCE, refers: { ...CITES, teamId: 'teams' } },
  {
    table: 'editions',
    key: ['slug'],
    refers: { ...CITES, tournamentId: 'tournaments', winnerId: 'teams', runnerUpId: 'teams' },
  },
  { table: 'players', key: ['slug'], refers: CITES },
  {
    table: 'player_aliases',
    key: BY_SOURCE,
    refers: { ...CITES, playerId: 'players', teamId: 'teams' },
  },
  {
    table: 'matches',
    key: ['slug'],
    refers: {
      ...CITES,
      homeId: 'teams',
      awayId: 'teams',
      tournamentId: 'tournaments',
      editionId: 'editions',
    },
  },
  {
    table: 'goals',
    key: ['matchId', 'ordinal'],
    refers: { ...CITES, matchId: 'matches', teamId: 'teams', scorerId: 'players' },
  },
  {
    table: 'penalties',
    key: ['matchId', 'key'],
    refers: {
      ...CITES,
      matchId: 'matches',
      teamId: 'teams',
      takerId: 'players',
      foulById: 'players',
      foulOnId: 'players',
    },
  },
  {
    table: 'shootouts',
    key: ['matchId'],
    refers: { ...CITES, matchId: 'matches', winnerId: 'teams', firstShooterId: 'teams' },
  },
  {
    table: 'appearances',
    key: ['matchId', 'key'],
    refers: { ...CITES, matchId: 'matches', teamId: 'teams', playerId: 'players' },
  },
  {
    table: 'bookings',
    key: BY_SOURCE,
    refers: { ...CITES, matchId: 'matches', teamId: 'teams', playerId: 'players' },
  },
  { table: 'managers', key: BY_SOURCE, refers: { ...CITES, matchId: 'matches', teamId: 'teams' } },
  { table: 'discrepancies', key: ['matchId', 'field'], refers: { matchId: 'matches' } },
  { table: 'articles', key: ['slug'], refers: CITES },
  { table: 'claims', key: ['articleId', 'ordinal'], refers: { articleId: 'articles' } },
  {
    table: 'quotes',
    key: BY_SOURCE,
    refers: { ...CITES, speakerId: 'players', matchId: 'matches', articleId: 'articles' },
  },
  {
    table: 'published_figures',
    key: BY_SOURCE,
    refers: { ...CITES, playerId: 'players', teamId: 'teams' },
  },
  {
    table: 'holdings',
    key: BY_SOURCE,
    refers: { ...CITES, teamId: 'teams', tournamentId: 'tournaments' },
  },
  {
    table: 'citations',
    key: BY_SOURCE,
    refers: {
      ...CITES,
      matchId: 'matches',
      goalId: 'goals',
      penaltyId: 'penalties',
      shootoutId: 'shootouts',
      editionId: 'editions',
      playerId: 'players',
      appearanceId: 'appearances',
      bookingId: 'bookings',
    },
  },
];

/** Without ids, written with their owner. */
export const PARTS = [
  { table: 'edition_hosts', owner: 'editions', of: 'editionId', refers: { teamId: 'teams' } },
  {
    table: 'discrepancy_values',
    owner: 'discrepancies',
    of: 'discrepancyId',
    refers: { sourceId: 'sources' },
  },
] as const;

/** After all sources. */
export const DERIVED: Readonly<Record<string, readonly string[]>> = {
  published_figures: ['discrepancy'],
};
