/** Line-ups, cards and officials that sources add to matches of the record. */
import { slugify } from '../text/slug.js';
import type { ExistingRecord } from './existing-record.js';
import {
  type AppearanceFact,
  type Category,
  type Citation,
  EMPTY_SHEET,
  type MatchFact,
  type MatchSheet,
  type Official,
  type PlayerName,
  type Warning,
} from './facts.js';
import { addCitation, mergeDiscrepancies } from './merging.js';
import { listingKey, nameTokens, type PlayerDirectory } from './player-matching.js';

/** Whose ids other sources use. */
export const FJELSTUL = 'fjelstul-world-cup';

/** Starters of a side. */
export const LINEUP_LENGTH = 11;

/** A copy of a match of the record, to be added to. */
export type MatchDraft = MatchFact & { category: Category; sheet: MatchSheet };

const WORLD_CUPS: Record<Category, string> = {
  MEN: 'fifa-world-cup',
  WOMEN: 'fifa-world-cup-women',
};

export async function readWorldCupDrafts(known: ExistingRecord): Promise<MatchDraft[]> {
  const drafts: MatchDraft[] = [];
  for (const category of ['MEN', 'WOMEN'] as const) {
    for (const match of await known.matchesOf(WORLD_CUPS[category])) {
      drafts.push({ ...match, category, sheet: structuredClone(match.sheet ?? EMPTY_SHEET) });
    }
  }
  return drafts;
}

/** By the key of a source. */
export function indexByKey(
  drafts: readonly MatchDraft[],
  source: string,
): ReadonlyMap<string, MatchDraft> {
  return new Map(
    drafts.flatMap((draft) =>
      [draft, ...draft.citedBy]
        .filter((cited) => cited.source === source)
        .map(({ key }) => [key, draft] as const),
    ),
  );
}

/** By day and teams in either order. */
export function indexByMeeting(drafts: readonly MatchDraft[]) {
  const keyOf = (date: string, teams: readonly (string | null)[]) =>
    [date, ...[...teams].sort()].join('/');
  const index = new Map(drafts.map((one) => [keyOf(one.date, [one.home, one.away]), one]));
  return (date: string, one: string | null, other: string | null): MatchDraft | undefined =>
    index.get(keyOf(date, [one, other]));
}

export function citeMatch(draft: MatchDraft, cited: Citation): void {
  draft.citedBy = addCitation(draft.citedBy, cited);
}

type SheetField = 'kickOffTime' | 'utcOffset' | 'attendance';

/** Keeps a known value; a different one is a discrepancy with those of `before` who cite the match. */
export function stateValue<Field extends SheetField>(
  draft: MatchDraft,
  field: Field,
  value: MatchSheet[Field],
  source: string,
  before: readonly string[],
): void {
  const known = draft.sheet[field];
  if (value === null) return;
  if (known === null) draft.sheet[field] = value;
  else if (known !== value)
    addDiscrepancy(draft, FIELDS[field], [`${known}`, `${value}`], source, before);
}

const FIELDS: Record<SheetField, string> = {
  kickOffTime: 'kick-off',
  utcOffset: 'kick-off offset',
  attendance: 'attendance',
};

/** Alike by a word of the name. */
export function stateReferee(
  draft: MatchDraft,
  referee: Official,
  source: string,
  before: readonly string[],
): void {
  const known = draft.sheet.referee;
  const words = nameTokens(referee.name);
  if (!known) draft.sheet.referee = referee;
  else if (!nameTokens(known.name).some((word) => words.includes(word))) {
    addDiscrepancy(draft, 'referee', [known.name, referee.name], source, before);
  }
}

/** `values`: the known one, and that of `source`. */
export function addDiscrepancy(
  draft: MatchDraft,
  field: string,
  [known, value]: readonly [string, string],
  source: string,
  before: readonly string[],
): void {
  const sources = new Set([draft, ...draft.citedBy].map((cited) => cited.source));
  const stating = before.find((one) => sources.has(one)) ?? draft.source;
  const values = [
    { source: stating, value: known },
    { source, value },
  ];
  draft.discrepancies = mergeDiscrepancies(draft.discrepancies, [{ field, values }]);
}

type StatedAppearance = Omit<AppearanceFact, 'id' | 'citedBy'>;

/** A known one gains a citation and what it lacks. */
export function stateAppearance(
  { sheet }: MatchDraft,
  stated: StatedAppearance,
  directory: PlayerDirectory,
): AppearanceFact {
  const known = findAppearance(sheet.appearances, stated, directory);
  if (!known) {
    const created = { ...stated, id: buildAppearanceId(sheet, stated), citedBy: [] };
    sheet.appearances.push(created);
    return created;
  }
  if (known.source === stated.source && known.key === stated.key) {
    return Object.assign(known, stated);
  }
  completeAppearance(known, stated);
  return known;
}

export function completeAppearance(
  known: AppearanceFact,
  { source, key, ...stated }: Citation & Partial<AppearanceFact>,
): void {
  known.captain ??= stated.captain ?? null;
  known.position ??= stated.position ?? null;
  known.shirtNumber ??= stated.shirtNumber ?? null;
  known.cameOn ??= stated.cameOn ?? null;
  known.wentOff ??= stated.wentOff ?? null;
  known.citedBy = addCitation(known.citedBy, { source, key });
}

/** A side has one: whoever else is on it is none. */
export function nameCaptain({ sheet }: MatchDraft, captain: AppearanceFact): void {
  for (const one of sheet.appearances) {
    if (one.team === captain.team) one.captain = one === captain;
  }
}

export function findAppearance(
  appearances: readonly AppearanceFact[],
  { team, player, name }: Pick<AppearanceFact, 'team' | 'player' | 'name'>,
  directory: PlayerDirectory,
): AppearanceFact | undefined {
  return appearances.find(
    (one) =>
      one.team === team &&
      (player && one.player
        ? isSamePlayer(one.player, player, directory)
        : nameTokens(one.name).join() === nameTokens(name).join()),
  );
}

export function isSamePlayer(
  one: PlayerName,
  other: PlayerName,
  directory: PlayerDirectory,
): boolean {
  if (listingKey(one) === listingKey(other)) return true;
  const person = directory.findByListing(one);
  return person !== undefined && person === directory.findByListing(other);
}

/** `england-harry-kane`; a second one of the name `england-harry-kane.2`. */
function buildAppearanceId({ appearances }: MatchSheet, stated: StatedAppearance): string {
  const id = `${stated.team}-${slugify(stated.player?.name ?? stated.name)}`;
  const same = appearances.filter((one) => one.id.replace(/\.\d+$/, '') === id).length;
  return same === 0 ? id : `${id}.${same + 1}`;
}

/** The integrity test: a scorer without an appearance means a namesake, a wrong day or turned sides. */
export function findScorersOutside(
  drafts: readonly MatchDraft[],
  directory: PlayerDirectory,
): Warning[] {
  return drafts.flatMap(({ slug, home, away, goals, sheet }) =>
    goals.flatMap(({ scorer, team, ownGoal }) => {
      const side = ownGoal === (team === home) ? away : home;
      const lineup = sheet.appearances.filter((one) => one.team === side);
      const isListed = lineup.some(
        ({ player }) => player && scorer && isSamePlayer(player, scorer, directory),
      );
      return !scorer || lineup.length === 0 || isListed
        ? []
        : [{ kind: `scorer-not-in-the-line-up ${slug}: ${scorer.name}`, count: 1 }];
    }),
  );
}
