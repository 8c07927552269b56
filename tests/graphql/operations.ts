/** The operations that the record was specified by, word for word, and what each of them has to answer on the built-in seed. */
import { parse, separateOperations } from 'graphql';
import { seedVersion } from '../support/record.js';

const QUARTER_FINAL = '2022-12-10-england-france';
const page = (totalCount: number) => ({ totalCount });

/** By name: variables, and something that the answer must have. */
export const EXAMPLES: Record<string, [variables: Record<string, unknown>, has: object]> = {
  KaneAndRooney: [{}, { comparePlayers: { rows: [{ relativeToBaseline: 1.475 }, {}] } }],
  ComparedToday: [
    { players: ['harry-kane', 'wayne-rooney'] },
    { comparePlayers: { lastSupportedOn: '2023-03-22' } },
  ],
  MatchPage: [{ slug: QUARTER_FINAL }, { match: { slug: QUARTER_FINAL, result: 'AWAY_WIN' } }],
  MatchSheet: [
    { slug: QUARTER_FINAL },
    { match: { slug: QUARTER_FINAL, winner: { slug: 'france' } } },
  ],
  TopScorers: [
    { filter: { team: 'england' }, first: 2 },
    {
      topScorers: { rankingIsCertain: false, entries: [{ rank: 1, goals: { recorded: 75 } }, {}] },
    },
  ],
  PlayerCareer: [
    { player: 'harry-kane', asOf: '2022-12-11' },
    { player: { career: { goals: { value: 53, recorded: 47 }, goalList: page(47) } } },
  ],
  ScoringRecord: [
    { team: 'england', asOf: '1966-07-30' },
    { team: { scoringRecord: [{}, { kind: 'SET', goals: 3, player: { slug: 'geoff-hurst' } }] } },
  ],
  HatTricks: [{ filter: { edition: 2022 } }, { hatTricks: page(2) }],
  Goals: [{ filter: { scorer: 'wayne-rooney' } }, { goals: page(37) }],
  CoverageOf: [
    { filter: { edition: 2022 } },
    { coverage: { matches: 19, goalsUnrecorded: 0, completeness: 'PARTIAL' } },
  ],
  TeamRecord: [
    { team: 'england', filter: { edition: 2022 } },
    { team: { record: { played: 5, won: 3, byVenue: { neutral: { played: 5 } } } } },
  ],
  HeadToHead: [
    { team: 'england', opponent: 'france' },
    { headToHead: { played: 1, lost: 1, matches: page(1) } },
  ],
  Runs: [{ team: 'england', kind: 'UNBEATEN', first: 1 }, { team: { runs: [{ length: 4 }] } }],
  // A rating rests on every match before it, and the seed lacks most of them.
  Ratings: [{ team: 'england' }, { team: { rating: null }, ratings: [] }],
  TeamNames: [
    { team: 'dr-congo', date: '1974-06-14' },
    { team: { name: 'DR Congo', nameOn: 'Zaïre' } },
  ],
  TeamShootouts: [{ team: 'argentina' }, { team: { shootouts: { played: 2, won: 2 } } }],
  Search: [
    { text: 'harry kane', kinds: ['PLAYER'], first: 1 },
    { search: [{ kind: 'PLAYER', title: 'Harry Kane' }] },
  ],
  Matches: [
    { filter: { team: 'england', edition: 2022 }, orderBy: 'MARGIN_DESC', first: 1 },
    { matches: { totalCount: 5, nodes: [{ slug: '2022-11-21-england-iran' }] } },
  ],
  Tournament: [
    { slug: 'fifa-world-cup', year: 2022 },
    { tournament: { edition: { winner: { slug: 'argentina' }, matches: page(19) } } },
  ],
  TeamPage: [{ team: 'england' }, { team: { code: 'ENG', ratings: [] } }],
  OnThisDay: [
    { month: 12, day: 10 },
    {
      onThisDay: {
        matches: { ...page(2), nodes: [{}, { slug: QUARTER_FINAL }] },
        births: page(0),
      },
    },
  ],
  Either: [{}, { matches: { totalCount: 27, nodes: [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}] } }],
  Players: [
    { first: 2 },
    { players: { nodes: [{ slug: 'harry-kane' }, { slug: 'wayne-rooney' }] } },
  ],
  Quotes: [{ filter: { speaker: 'harry-kane' } }, { quotes: page(2) }],
  Penalties: [{ filter: { match: QUARTER_FINAL } }, { penalties: page(2) }],
  AnyNode: [
    { id: Buffer.from('Team:england').toString('base64url') },
    { node: { __typename: 'Team' } },
  ],
  // Nothing has been imported since the seed.
  Changes: [{ since: await seedVersion() }, { changes: { ...page(0), nodes: [] } }],
  Dataset: [{}, { dataset: { dataThrough: '2026-07-05', counts: { matches: 99, goals: 371 } } }],
};

const DOCUMENT = `
query KaneAndRooney(
  $players: [String!]! = ["harry-kane", "wayne-rooney"]
  $baseline: String = "wayne-rooney"
  $asOf: Date = "2022-12-11"
) {
  comparePlayers(players: $players, baseline: $baseline, asOf: $asOf) {
    asOf
    baseline { slug name }
    rows {
      player { slug name }
      goals { ...figure }
      caps { ...figure }
      goalsPerCap { value basis explanation }
      relativeToBaseline
    }
  }
}

fragment figure on Figure {
  value
  basis
  recorded
  lowerBound
  upperBound
  completeness
  explanation
  published { value asOf statement source { slug title publisher url } }
}

query ComparedToday($players: [String!]! = ["lionel-messi", "cristiano-ronaldo"]) {
  comparePlayers(players: $players) { lastSupportedOn rows { player { slug } goalsPerCap { value explanation } } }
}

query MatchPage($slug: String!) {
  match(slug: $slug) {
    id
    slug
    date
    tournament { slug name }
    edition { slug year }
    stage
    group
    home { slug name }
    away { slug name }
    homeNameOnDate
    awayNameOnDate
    score { home away }
    result
    afterExtraTime
    neutral
    venue { stadium city country }
    goals {
      id
      minute
      stoppage
      label
      ownGoal
      penalty
      team { slug }
      scorer { slug name }
      scoreAfter { home away }
      sources { slug }
    }
    scorersComplete
    penalties {
      id
      kind
      label
      taker { slug name }
      team { slug }
      outcome
      detail
      foulBy { slug name }
      foulOn { slug name }
      sources { slug }
    }
    shootout {
      winner { slug }
      firstShooter { slug }
      score { home away }
      kicks { taker { slug name } team { slug } outcome }
    }
    possiblyAwarded
    quotes { id text speaker { slug name } reportedBy saidOn source { slug title } }
    discrepancies { field values { value source { slug } } }
    sources { slug title kind license url }
  }
}

query TopScorers($filter: ScorerFilter, $asOf: Date, $first: Int = 10) {
  topScorers(filter: $filter, asOf: $asOf, first: $first) {
    rankingIsCertain
    coverage { ...coverage }
    entries {
      rank
      player { slug name }
      team { slug name }
      goals { recorded lowerBound upperBound completeness value basis }
      penalties
    }
  }
}

query PlayerCareer($player: String!, $team: String, $asOf: Date) {
  player(slug: $player) {
    slug
    name
    aliases
    birthDate
    teams { slug }
    career(team: $team, asOf: $asOf) {
      goals { value basis recorded lowerBound upperBound completeness explanation }
      caps { value basis upperBound explanation }
      goalsPerCap { value basis }
      penalties { scored notScored shootoutScored shootoutNotScored completeness }
      hatTricks { match { slug } goals }
      firstGoal { match { slug } minute }
      lastGoal { match { slug } minute }
      byMinute { from to goals }
      byTournament { tournament { slug } goals matchesWithScorers matches }
      byOpponent { opponent { slug } goals }
      coverage { ...coverage }
      goalList: goalEvents(first: 5) { totalCount nodes { minute label penalty match { slug } } pageInfo { hasNextPage endCursor } }
    }
  }
}

query ScoringRecord($team: String!, $asOf: Date) {
  team(slug: $team) {
    scoringRecord(asOf: $asOf) { player { slug name } goals match { slug date } kind }
  }
}

query HatTricks($filter: ScorerFilter, $first: Int = 20, $after: String) {
  hatTricks(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes { player { slug } team { slug } match { slug date } goals }
    pageInfo { hasNextPage endCursor }
  }
}

query Goals($filter: GoalFilter, $first: Int = 20, $after: String) {
  goals(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes { id label ownGoal penalty scorer { slug } team { slug } match { slug date } }
    pageInfo { hasNextPage endCursor }
  }
}

query CoverageOf($filter: MatchFilter, $asOf: Date) {
  coverage(filter: $filter, asOf: $asOf) {
    ...coverage
    byTournament { tournament { slug name } coverage { ...coverage } }
    byDecade { decade coverage { ...coverage } }
  }
}

fragment coverage on Coverage {
  matches
  goals
  goalsRecorded
  goalsUnrecorded
  matchesWithoutScorers
  completeness
  explanation
}

query TeamRecord($team: String!, $asOf: Date, $filter: MatchFilter) {
  team(slug: $team) {
    slug
    name
    category
    record(asOf: $asOf, filter: $filter) {
      ...record
      byVenue {
        home { ...record }
        away { ...record }
        neutral { ...record }
      }
      firstMatch { slug }
      lastMatch { slug }
    }
  }
}

query HeadToHead($team: String!, $opponent: String!, $asOf: Date, $filter: MatchFilter) {
  headToHead(team: $team, opponent: $opponent, asOf: $asOf, filter: $filter) {
    ...record
    firstMatch { slug date }
    lastMatch { slug date }
    matches(first: 5, orderBy: DATE_DESC) {
      totalCount
      nodes { slug score { home away } }
      pageInfo { hasNextPage endCursor }
    }
  }
}

query Runs($team: String!, $kind: RunKind!, $asOf: Date, $first: Int = 3) {
  team(slug: $team) {
    runs(kind: $kind, asOf: $asOf, first: $first) {
      length
      firstMatch { slug date }
      lastMatch { slug date }
      ongoing
    }
  }
}

query Ratings($team: String!, $asOf: Date, $first: Int = 10) {
  team(slug: $team) { rating(asOf: $asOf) { value rank asOf } }
  ratings(asOf: $asOf, first: $first) { rank value team { slug name } }
}

query TeamNames($team: String!, $date: Date!) {
  team(slug: $team) { name nameOn(date: $date) formerNames { name from to } }
}

query TeamShootouts($team: String!, $asOf: Date) {
  team(slug: $team) {
    shootouts(asOf: $asOf) {
      played
      won
      lost
      kicks { taken scored completeness }
    }
  }
}

fragment record on Record {
  played
  won
  drawn
  lost
  goalsFor
  goalsAgainst
  goalDifference
  cleanSheets
  winPercentage
}

query Search($text: String!, $kinds: [SearchKind!], $first: Int = 10) {
  search(text: $text, kinds: $kinds, first: $first) {
    kind
    title
    matchedOn
    node {
      __typename
      id
    }
  }
}

query MatchSheet($slug: String! = "2022-12-10-england-france") {
  match(slug: $slug) {
    slug
    kickOff { time utcOffset at }
    attendance
    referee { name country }
    winner { slug }
    lineups {
      team { slug }
      managers { name }
      completeness
      starters { player { slug name } shirtNumber position captain wentOff { label } sources { slug } }
      substitutes { player { slug name } shirtNumber position cameOn { label } wentOff { label } }
    }
    bookings { player { slug } team { slug } label card }
  }
}

query Matches($filter: MatchFilter, $orderBy: MatchOrder = DATE_ASC, $first: Int = 20, $after: String) {
  matches(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    edges { cursor node { slug date home { slug } away { slug } score { home away } tournament { slug } } }
    nodes { slug }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}

query Tournament($slug: String!, $year: Int!) {
  tournament(slug: $slug) {
    name
    category
    editions { year winner { slug } hosts { slug name } }
    edition(year: $year) {
      slug
      year
      startDate
      endDate
      winner { slug }
      runnerUp { slug }
      matches(first: 100) { totalCount nodes { slug stage group } }
      topScorers(first: 5) { entries { rank player { slug name } goals { recorded } } }
    }
  }
}

query TeamPage($team: String! = "england", $from: Date, $to: Date) {
  team(slug: $team) {
    code
    confederation
    aliases
    ratings(from: $from, to: $to) { date value match { slug } }
    opponents { opponent { slug name } played won drawn lost goalsFor goalsAgainst lastMatch { slug } }
    currentRuns { kind length firstMatch { slug } }
  }
}

query OnThisDay($month: Int! = 12, $day: Int! = 10) {
  onThisDay(month: $month, day: $day) {
    matches(first: 20) { totalCount nodes { slug } }
    births(first: 20) { totalCount nodes { slug birthDate } }
  }
}

query Either($teams: [String!] = ["england", "france"], $tournaments: [String!] = ["fifa-world-cup", "uefa-euro"]) {
  matches(filter: { teams: $teams, tournaments: $tournaments }, orderBy: DATE_DESC, first: 10) { totalCount nodes { slug } }
}

query Players($team: String = "england", $first: Int = 20, $after: String) {
  players(team: $team, orderBy: GOALS_DESC, first: $first, after: $after) { nodes { slug } pageInfo { hasNextPage endCursor } }
}

query Quotes($filter: QuoteFilter, $first: Int = 20) {
  quotes(filter: $filter, first: $first) {
    totalCount
    nodes { id text speaker { slug name } reportedBy saidOn match { slug } source { slug title publisher publishedOn url } }
  }
}

query Penalties($filter: PenaltyFilter, $first: Int = 20, $after: String) {
  penalties(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes { id kind label outcome taker { slug name } team { slug } match { slug date } sources { slug } }
    pageInfo { hasNextPage endCursor }
  }
}

query AnyNode($id: ID!) {
  node(id: $id) { __typename id }
}

query Changes($since: String!, $first: Int = 50, $after: String) {
  changes(since: $since, first: $first, after: $after) {
    totalCount
    nodes {
      kind
      entity
      slug
      formerSlug
      fields { name before after }
      version
      importedAt
      source { slug }
    }
    pageInfo { hasNextPage endCursor }
  }
}

query Dataset {
  dataset {
    version
    importedAt
    dataThrough
    counts { teams players matches goals penalties shootouts tournaments quotes claims articles }
    sources { slug title kind license attribution url publishedOn }
    imports { source { slug } importedAt read written unchanged rejected warnings { kind count } rejectedRows { file line reason text } }
  }
}
`;

/** Every operation, with the fragments that it uses. Those of claims are not among them. */
export const operations = Object.entries(separateOperations(parse(DOCUMENT))).map(
  ([name, document]) => ({ name, document }),
);
