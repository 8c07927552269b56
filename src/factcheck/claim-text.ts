import type { Claim, ClaimKind } from '../record/claim-input.js';
import { formatMeasure } from '../statistics/figure-text.js';
import { pluralize } from '../text/plural.js';
import { type ClaimFacts, playerName, teamName, tournamentName } from './claim-facts.js';
import { formatFixture } from './fixture.js';
import { formatHeadToHead } from './head-to-head.js';
import { formatPairing } from './match.js';

/** `Harry Kane, 54', penalty (England v France)`. */
export function describeClaim(claim: Claim, facts: ClaimFacts): string {
  const name = (slug: string) => playerName(facts, slug);
  const minute = (fields: { minute?: number | undefined }) =>
    fields.minute === undefined ? [] : [`${fields.minute}'`];
  const inMatch = (slug: string, words: readonly string[]) =>
    `${words.join(', ')} (${formatPairing(slug, facts)})`;
  switch (claim.kind) {
    case 'score':
      return inMatch(claim.fields.match, [`${claim.fields.home}-${claim.fields.away}`]);
    case 'goal': {
      const { match, scorer, penalty, ownGoal } = claim.fields;
      const flags = [formatFlag('penalty', penalty), formatFlag('own goal', ownGoal)].flat();
      return inMatch(match, [name(scorer), ...minute(claim.fields), ...flags]);
    }
    case 'penalty': {
      const { match, taker, outcome } = claim.fields;
      const how = outcome.toLowerCase().replace('_', ' ');
      return inMatch(match, [name(taker), ...minute(claim.fields), how]);
    }
    case 'foul': {
      const { match, by, on } = claim.fields;
      return inMatch(match, [`${name(by)} on ${name(on)}`, ...minute(claim.fields)]);
    }
    case 'stage':
      return inMatch(claim.fields.match, [claim.fields.stage]);
    case 'careerGoals':
      return `${name(claim.fields.player)}: ${formatMeasure(claim.fields.count, 'goals')}`;
    case 'careerCaps':
      return `${name(claim.fields.player)}: ${formatMeasure(claim.fields.count, 'caps')}`;
    case 'goalsPerCap':
      return `${name(claim.fields.player)}: ${claim.fields.value} goals a cap`;
    case 'levelOnGoals':
      return `${claim.fields.players.map(name).join(' and ')} level on goals`;
    case 'fixture':
      return formatFixture(claim.fields, facts);
    case 'titleHolder':
      return `${teamName(facts, claim.fields.team)} hold the ${tournamentName(facts, claim.fields.tournament)}`;
    case 'titleCount': {
      const { team, count, tournament } = claim.fields;
      const titles = pluralize(count, 'title', 'titles');
      return `${teamName(facts, team)}: ${titles} of the ${tournamentName(facts, tournament)}`;
    }
    case 'headToHead': {
      const { team, opponent } = claim.fields;
      return `${teamName(facts, team)} v ${teamName(facts, opponent)}: ${formatHeadToHead(claim.fields)}`;
    }
  }
}

const formatFlag = (word: string, flag: boolean | undefined) =>
  flag === undefined ? [] : [flag ? word : `no ${word}`];

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

/** `the scorer, the minute`. */
export function describeChecked({ kind, fields }: Claim): string {
  const isGiven = (field: string) =>
    field in fields && !(kind === 'titleHolder' || kind === 'titleCount');
  const details = Object.keys(DETAILS).filter(isGiven);
  return [CHECKED[kind], ...details.map((field) => DETAILS[field])].join(', ');
}
