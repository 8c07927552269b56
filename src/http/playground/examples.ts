/** Playground tabs, in order. */

/** Tab title: operation name. */
export interface Example {
  query: string;
  variables?: Record<string, unknown>;
}

const QUARTER_FINAL = '2022-12-10-england-france';

const kaneAndRooney = `# The founding question: Kane's goals per cap relative to
# Rooney's, on the morning after he drew level.
query KaneAndRooney(
  $players: [String!]! = ["harry-kane", "wayne-rooney"]
  $baseline: String = "wayne-rooney"
  $asOf: Date = "2022-12-11"
) {
  comparePlayers(
    players: $players
    baseline: $baseline
    asOf: $asOf
  ) {
    asOf
    baseline { slug name }
    rows {
      player { slug name }
      goals { ...figure }
      caps { ...figure }
      goalsPerCap { value basis explanation }
      relativeToBaseline # null where either is unknown
    }
  }
}

fragment figure on Figure {
  value # the best supported one; unknown is null, never 0
  basis # how it was reached
  recorded # what the event rows add up to; null for caps
  lowerBound
  upperBound
  completeness
  explanation # one plain sentence
  published { # newest first
    value
    asOf
    statement
    source { slug title publisher url }
  }
}
`;

const matchPage = `# A match page in one request: the night of two penalties.
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
    homeNameOnDate # the name of the day: Zaïre in 1974
    awayNameOnDate
    score { home away } # without the kicks of a shoot-out
    result
    afterExtraTime # null where no source says
    neutral
    venue { stadium city country }
    goals {
      id
      minute
      stoppage
      label # 54', 45+2', or null
      ownGoal
      penalty
      team { slug } # the side that gains the goal
      scorer { slug name }
      scoreAfter { home away }
      sources { slug }
    }
    scorersComplete # every goal of the score has a row
    penalties {
      id
      kind
      label
      taker { slug name }
      team { slug }
      outcome # NOT_SCORED where no more is known
      detail # "over the crossbar", or null
      foulBy { slug name }
      foulOn { slug name }
      sources { slug }
    }
    shootout {
      winner { slug }
      firstShooter { slug }
      score { home away } # null where kicks are unknown
      kicks { taker { slug name } team { slug } outcome }
    }
    possiblyAwarded # a labelled guess, never a fact
    quotes {
      id
      text
      speaker { slug name }
      reportedBy
      saidOn
      source { slug title }
    }
    discrepancies { field values { value source { slug } } }
    sources { slug title kind license url }
  }
}
`;

const penaltiesOfTheMatch = `# The penalties of that night: who took them, who gave
# them away, and what became of them.
query PenaltiesOfTheMatch($match: String!) {
  penalties(filter: { match: $match }) {
    totalCount
    nodes {
      label
      kind
      taker { name }
      outcome
      detail
      foulBy { name }
      foulOn { name }
      sources { slug }
    }
  }
}
`;

const kaneInHisWords = `# What Harry Kane said, as reported, and by whom.
query KaneInHisWords($speaker: String = "harry-kane") {
  quotes(filter: { speaker: $speaker }) {
    totalCount
    nodes {
      text
      saidOn
      reportedBy
      match { slug }
      source { title publisher publishedOn url }
    }
  }
}
`;

const worldCupWinners = `# Every edition of the World Cup, its hosts and its winner.
query WorldCupWinners($tournament: String! = "fifa-world-cup") {
  tournament(slug: $tournament) {
    name
    editions {
      year
      hosts { name }
      winner { name } # null where no source names one
    }
  }
}
`;

const search = `# Anything by its name: without accents, by a former name, with
# one letter mistyped. Try: zaire, world cup 1966, harry cane.
query Search($text: String! = "england france 2022") {
  search(text: $text, first: 10) {
    kind
    title
    matchedOn # the spelling that matched
    node {
      id
      ... on Match { slug score { home away } tournament { name } }
      ... on Player { slug teams { name } }
      ... on Team { slug }
    }
  }
}
`;

export const examples: readonly Example[] = [
  { query: kaneAndRooney },
  { query: matchPage, variables: { slug: QUARTER_FINAL } },
  { query: penaltiesOfTheMatch, variables: { match: QUARTER_FINAL } },
  { query: kaneInHisWords },
  { query: worldCupWinners },
  { query: search },
];
