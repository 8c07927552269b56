import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { slugify } from '../../text/slug.js';
import type {
  EditionFact,
  Facts,
  FigureFact,
  HoldingFact,
  OtherNameFact,
  PlayerFact,
  TeamFact,
  TournamentFact,
} from '../facts.js';
import { buildFigures } from '../published-figures.js';
import {
  articleSource,
  mergePenalties,
  shapeArticle,
  shapeClaims,
  shapeFigures,
  shapeQuotes,
} from './articles.js';
import { shapeMatches } from './matches.js';
import {
  articleDocument,
  editionsDocument,
  holdingsDocument,
  matchesDocument,
  reportsDocument,
  sourcesDocument,
  squadsDocument,
  teamsDocument,
} from './schemas.js';
import { DocumentError, readYaml } from './yaml.js';

export const SEED_SOURCE = 'scoresheet-seed';

/** Throws `DocumentError`. */
export function readSeed(folder: string): Facts {
  const one = <Shape extends z.ZodType>(name: string, shape: Shape) =>
    readYaml(path.join(folder, name), shape);
  const all = <Shape extends z.ZodType>(inner: string, shape: Shape) =>
    documentsIn(path.join(folder, inner)).map((file) => readYaml(file, shape));
  const documents = all('matches', matchesDocument);
  const articles = all('articles', articleDocument);
  const reports = one('reports.yaml', reportsDocument);
  const squads = one('squads.yaml', squadsDocument);
  const teams = one('teams.yaml', teamsDocument);
  const matches = documents.flatMap(shapeMatches);
  for (const { slug, penalties } of [...articles, ...reports])
    mergePenalties(matches, slug, penalties);
  return {
    sources: [
      ...one('sources.yaml', sourcesDocument),
      ...articles.map(articleSource),
      ...reports.map(({ penalties: _, ...source }) => source),
    ],
    teams: shapeTeams(teams),
    tournaments: shapeTournaments(documents),
    editions: shapeEditions(one('world-cups.yaml', editionsDocument)),
    players: shapePlayers(squads),
    otherNames: shapeOtherNames(teams),
    affiliations: [],
    aliases: [],
    matches,
    articles: articles.map(shapeArticle),
    claims: articles.flatMap(shapeClaims),
    quotes: articles.flatMap(shapeQuotes),
    figures: [...shapeSquads(squads), ...articles.flatMap(shapeFigures)],
    holdings: shapeHoldings(one('holdings.yaml', holdingsDocument)),
  };
}

function documentsIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  if (names.length === 0) throw new DocumentError(`${folder}: no document ends in .yaml`);
  return names.sort().map((name) => path.join(folder, name));
}

function shapeTeams({ source, category, teams }: z.output<typeof teamsDocument>): TeamFact[] {
  return teams.map(({ name, formerly }) => ({
    source,
    key: name,
    slug: slugify(name),
    name,
    category,
    formerNames: formerly.map((former) => ({
      source,
      key: `${name}/${former.name}/${former.from ?? ''}`,
      name: former.name,
      from: former.from ?? null,
      to: former.to ?? null,
    })),
  }));
}

/** Of the seed itself. */
function shapeOtherNames({ teams }: z.output<typeof teamsDocument>): OtherNameFact[] {
  return teams.flatMap(({ name: team, code, aliases }) => {
    const nameOf = (name: string, kind: OtherNameFact['kind']): OtherNameFact => ({
      source: SEED_SOURCE,
      key: `${team}/${name}/${kind}`,
      team: slugify(team),
      name,
      kind,
    });
    return [
      ...(code === undefined ? [] : [nameOf(code, 'FIFA_CODE')]),
      ...aliases.map((alias) => nameOf(alias, 'ALIAS')),
    ];
  });
}

/** Men's only. */
function shapeTournaments(documents: z.output<typeof matchesDocument>[]): TournamentFact[] {
  const sources = new Map(
    documents.flatMap(({ source, matches }) =>
      matches.map(({ tournament }) => [tournament, source] as const),
    ),
  );
  return [...sources].map(([name, source]) => ({
    source,
    key: name,
    slug: slugify(name),
    name,
    category: 'MEN',
  }));
}

function shapeEditions(document: z.output<typeof editionsDocument>): EditionFact[] {
  return document.editions.map((edition) => ({
    source: edition.source ?? document.source,
    key: edition.key,
    tournament: slugify(document.tournament),
    year: edition.year,
    hosts: edition.hosts.map(slugify),
    winner: edition.winner === undefined ? null : slugify(edition.winner),
    runnerUp: edition.runnerUp === undefined ? null : slugify(edition.runnerUp),
    startDate: edition.from ?? null,
    endDate: edition.to ?? null,
  }));
}

function shapePlayers({ source, players }: z.output<typeof squadsDocument>): PlayerFact[] {
  return players.map(({ name, team, born }) => ({
    source,
    key: `${team}/${name}`,
    name,
    team: slugify(team),
    birthDate: born,
  }));
}

function shapeSquads({ source, figures }: z.output<typeof squadsDocument>): FigureFact[] {
  return figures.flatMap(({ player: name, team, ...line }) =>
    buildFigures({ source, name, team, player: { name, team: slugify(team) }, ...line }),
  );
}

function shapeHoldings({ source, holdings }: z.output<typeof holdingsDocument>): HoldingFact[] {
  return holdings.map(({ key, team, from, to, completeness }) => ({
    source,
    key,
    category: 'MEN',
    completeness,
    team: slugify(team),
    tournament: null,
    from,
    to,
  }));
}
