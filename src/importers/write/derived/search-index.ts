import type { Transaction } from '../../../database/types.js';
import type {
  Article,
  Edition,
  FormerSlug,
  Player,
  PlayerAlias,
  Quote,
  SearchText,
  Team,
  TeamName,
  Tournament,
} from '../../../generated/sqlite/client.js';
import { tournamentWeight } from '../../../statistics/elo.js';
import { fold } from '../../../text/fold.js';
import { buildLexemes, tokenize } from '../../../text/lexemes.js';
import type { ImportCounts } from '../upsert.js';

type Text = Pick<SearchText, 'kind' | 'rowId' | 'text' | 'weight'>;

/** Above any tournament's matches: Elo weight decides first. */
const WEIGHT_PER_ELO_POINT = 100_000;

/** Not counted as written. */
export async function writeSearch(tx: Transaction, counts: ImportCounts): Promise<void> {
  if (!counts.hasChanges() && (await tx.prisma.searchText.findFirst({ select: { id: true } })))
    return;
  const known = await tx.prisma.searchText.findMany({
    select: { id: true, kind: true, rowId: true, text: true, weight: true },
  });
  const old = new Map(known.map((text) => [keyOf(text), text]));
  const wanted = new Map((await buildTexts(tx)).map((text) => [keyOf(text), text]));
  const gone = known.filter((text) => !wanted.has(keyOf(text)));
  await tx.remove(
    'search_texts',
    gone.map(({ id }) => id),
  );
  const weighed = known.flatMap((text) => {
    const weight = wanted.get(keyOf(text))?.weight ?? text.weight;
    return weight === text.weight ? [] : [{ id: text.id, weight }];
  });
  await tx.update('search_texts', weighed);
  const last = known.reduce((highest, { id }) => Math.max(highest, id), 0);
  const created = [...wanted.values()].filter((text) => !old.has(keyOf(text)));
  await insert(tx, created, last, counts);
}

const keyOf = ({ kind, rowId, text }: Text) => `${kind}/${rowId}/${text}`;

async function insert(tx: Transaction, texts: readonly Text[], last: number, counts: ImportCounts) {
  counts.progress.start('search_texts', texts.length);
  const rows = texts.map((text, place) => {
    const words = tokenize(fold(text.text));
    const lexemes = buildLexemes(words).join(' ');
    return { id: last + place + 1, ...text, words: words.join(' '), lexemes };
  });
  await tx.insert('search_texts', rows, (inserted) => counts.progress.advance(inserted));
  counts.progress.end();
}

/** Same order on both databases. */
async function buildTexts(tx: Transaction): Promise<Text[]> {
  const quotes = await sortTexts<Quote>(tx, 'quotes');
  const articles = await sortTexts<Article>(tx, 'articles');
  return [
    ...(await teamTexts(tx)),
    ...(await tournamentTexts(tx)),
    ...(await playerTexts(tx)),
    ...quotes.map(({ id: rowId, text }) => ({ kind: 'QUOTE', rowId, text, weight: 0 })),
    ...articles.map(({ id: rowId, title }) => ({ kind: 'ARTICLE', rowId, text: title, weight: 0 })),
  ];
}

async function formerNames(tx: Transaction, entity: 'Team' | 'Tournament') {
  const rows = await tx.readAll<FormerSlug>('former_slugs');
  const named = rows.filter((row) => row.entity === entity && row.name !== null);
  // By code units: collations differ.
  named.sort((one, other) => (one.slug < other.slug ? -1 : 1));
  return ({ slug }: { slug: string }) =>
    named.flatMap(({ currentSlug, name }) => (currentSlug === slug && name !== null ? [name] : []));
}

/** Weight: matches. "women" finds women's teams. */
async function teamTexts(tx: Transaction): Promise<Text[]> {
  const teams = await sortTexts<Team>(tx, 'teams');
  const names = await sortTexts<TeamName>(tx, 'team_names');
  const home = await tx.prisma.match.groupBy({ by: ['homeId'], _count: { id: true } });
  const away = await tx.prisma.match.groupBy({ by: ['awayId'], _count: { id: true } });
  const homeMatches = new Map(home.map(({ homeId, _count }) => [homeId, _count.id]));
  const awayMatches = new Map(away.map(({ awayId, _count }) => [awayId, _count.id]));
  const text = (rowId: number, name: string): Text => ({
    kind: 'TEAM',
    rowId,
    text: name,
    weight: (homeMatches.get(rowId) ?? 0) + (awayMatches.get(rowId) ?? 0),
  });
  const formerNamesOf = await formerNames(tx, 'Team');
  const otherNames = Map.groupBy(names, ({ teamId }) => teamId);
  return teams.flatMap((team) => {
    const others = (otherNames.get(team.id) ?? []).map(({ name }) => name);
    const all = [team.name, ...formerNamesOf(team), ...others];
    const women = team.category === 'WOMEN' ? all.map((name) => `${name} women`) : [];
    return [...new Set([...all, ...women])].map((name) => text(team.id, name));
  });
}

/** Weight: Elo weight, then matches; of an edition its year. Edition years find both. */
async function tournamentTexts(tx: Transaction): Promise<Text[]> {
  const tournaments = await sortTexts<Tournament>(tx, 'tournaments');
  const editions = await sortTexts<Edition>(tx, 'editions');
  const matches = await tx.prisma.match.groupBy({ by: ['tournamentId'], _count: { id: true } });
  const played = new Map(matches.map(({ tournamentId, _count }) => [tournamentId, _count.id]));
  const formerOf = await formerNames(tx, 'Tournament');
  return tournaments.flatMap(({ id: rowId, name, slug }) => {
    const weight = WEIGHT_PER_ELO_POINT * tournamentWeight(name) + (played.get(rowId) ?? 0);
    const years = editions.filter(({ tournamentId }) => tournamentId === rowId);
    return [name, ...formerOf({ slug })].flatMap((one) => [
      { kind: 'TOURNAMENT', rowId, text: one, weight },
      ...years.flatMap(({ id, year }) => [
        { kind: 'TOURNAMENT', rowId, text: `${one} ${year}`, weight },
        { kind: 'EDITION', rowId: id, text: `${one} ${year}`, weight: year },
      ]),
    ]);
  });
}

/** Weight: goals plus most published caps. */
async function playerTexts(tx: Transaction): Promise<Text[]> {
  const players = await sortTexts<Player>(tx, 'players');
  const aliases = await sortTexts<PlayerAlias>(tx, 'player_aliases');
  const goals = await tx.prisma.goal.groupBy({
    by: ['scorerId'],
    where: { ownGoal: false },
    _count: { id: true },
  });
  const caps = await tx.prisma.publishedFigure.groupBy({
    by: ['playerId'],
    where: { measure: 'CAPS' },
    _max: { value: true },
  });
  const scored = new Map(goals.map(({ scorerId, _count }) => [scorerId, _count.id]));
  const capped = new Map(caps.map(({ playerId, _max }) => [playerId, _max.value ?? 0]));
  const text = (rowId: number, name: string): Text => ({
    kind: 'PLAYER',
    rowId,
    text: name,
    weight: (scored.get(rowId) ?? 0) + (capped.get(rowId) ?? 0),
  });
  return [
    ...players.map(({ id, name }) => text(id, name)),
    ...aliases.map(({ playerId, name }) => text(playerId, name)),
  ];
}

async function sortTexts<Row extends { id: number }>(
  tx: Transaction,
  table: string,
): Promise<Row[]> {
  return (await tx.readAll<Row>(table)).sort((one, other) => one.id - other.id);
}
