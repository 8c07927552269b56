/** Claims in short, with the names of the record. */
import type { Claim, ClaimKind } from '../record/claim-input.js';
import { inMeasure } from '../statistics/figure-words.js';
import { counted } from '../statistics/words.js';
import { type Facts, nameOf, teamName, tournamentName } from './facts.js';
import { fixtureInWords } from './fixture.js';
import { headToHeadInWords } from './head-to-head.js';
import { pairing } from './match.js';

/** `Harry Kane, 54', penalty (England v France)`. */
export function claimInWords(claim: Claim, facts: Facts): string {
  const name = (slug: string) => nameOf(facts, slug);
  const minute = (said: { minute?: number | undefined }) =>
    said.minute === undefined ? [] : [`${said.minute}'`];
  const inMatch = (slug: string, words: readonly string[]) =>
    `${words.join(', ')} (${pairing(slug, facts)})`;
  switch (claim.kind) {
    case 'score':
      return inMatch(claim.said.match, [`${claim.said.home}-${claim.said.away}`]);
    case 'goal': {
      const { match, scorer, penalty, ownGoal } = claim.said;
      const marks = [mark('penalty', penalty), mark('own goal', ownGoal)].flat();
      return inMatch(match, [name(scorer), ...minute(claim.said), ...marks]);
    }
    case 'penalty': {
      const { match, taker, outcome } = claim.said;
      const how = outcome.toLowerCase().replace('_', ' ');
      return inMatch(match, [name(taker), ...minute(claim.said), how]);
    }
    case 'foul': {
      const { match, by, on } = claim.said;
      return inMatch(match, [`${name(by)} on ${name(on)}`, ...minute(claim.said)]);
    }
    case 'stage':
      return inMatch(claim.said.match, [claim.said.stage]);
    case 'careerGoals':
      return `${name(claim.said.player)}: ${inMeasure(claim.said.count, 'goals')}`;
    case 'careerCaps':
      return `${name(claim.said.player)}: ${inMeasure(claim.said.count, 'caps')}`;
    case 'goalsPerCap':
      return `${name(claim.said.player)}: ${claim.said.value} goals a cap`;
    case 'levelOnGoals':
      return `${claim.said.players.map(name).join(' and ')} level on goals`;
    case 'fixture':
      return fixtureInWords(claim.said, facts);
    case 'titleHolder':
      return `${teamName(facts, claim.said.team)} hold the ${tournamentName(facts, claim.said.tournament)}`;
    case 'titleCount': {
      const { team, count, tournament } = claim.said;
      const titles = counted(count, 'title', 'titles');
      return `${teamName(facts, team)}: ${titles} of the ${tournamentName(facts, tournament)}`;
    }
    case 'headToHead': {
      const { team, opponent } = claim.said;
      return `${teamName(facts, team)} v ${teamName(facts, opponent)}: ${headToHeadInWords(claim.said)}`;
    }
  }
}

const mark = (word: string, said: boolean | undefined) =>
  said === undefined ? [] : [said ? word : `no ${word}`];

/** What of each kind is held against the record; the details that a claim may leave out follow where it has them. */
const CHECKED: Record<ClaimKind, string> = {
  score: 'the score',
  goal: 'the scorer',
  penalty: 'the taker and the outcome',
  foul: 'who fouled whom',
  stage: 'the stage',
  careerGoals: 'the number of goals',
  careerCaps: 'the number of caps',
  goalsPerCap: 'the goals per cap',
  levelOnGoals: 'that the numbers of goals are equal',
  fixture: 'the two teams and the days',
  titleHolder: 'the last winner',
  titleCount: 'the number of titles',
  headToHead: 'the meetings',
};

const DETAILS: Record<string, string> = {
  minute: 'the minute',
  penalty: 'whether it was a penalty',
  ownGoal: 'whether it was an own goal',
  tournament: 'the tournament',
  venue: 'the ground',
};

/** `the scorer, the minute`: what of a claim is held against the record. */
export function checkedInWords({ kind, said }: Claim): string {
  const isTold = (field: string) =>
    field in said && !(kind === 'titleHolder' || kind === 'titleCount');
  const details = Object.keys(DETAILS).filter(isTold);
  return [CHECKED[kind], ...details.map((field) => DETAILS[field])].join(', ');
}
