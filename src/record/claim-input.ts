/** In article documents, in the database, and in the schema's ClaimInput. */
import { z } from 'zod';

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a slug, such as england or harry-kane');
const match = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(-[a-z0-9]+){2,}$/,
    'must be the slug of a match, such as 2022-12-10-england-france',
  );
const day = z.iso.date();
const count = z.int().min(0);
const minute = z.int().min(1).max(150).optional();
const text = z.string().trim().min(1).max(100);

const careerCount = z.strictObject({ player: slug, team: slug.optional(), count });

const CLAIM_SCHEMAS = {
  score: z.strictObject({ match, home: count, away: count }),
  goal: z.strictObject({
    match,
    scorer: slug,
    minute,
    penalty: z.boolean().optional(),
    ownGoal: z.boolean().optional(),
  }),
  penalty: z.strictObject({
    match,
    taker: slug,
    minute,
    outcome: z.enum(['SCORED', 'MISSED', 'SAVED', 'HIT_WOODWORK', 'NOT_SCORED']),
  }),
  foul: z.strictObject({ match, by: slug, on: slug, minute }),
  stage: z.strictObject({ match, stage: text }),
  careerGoals: careerCount,
  careerCaps: careerCount,
  goalsPerCap: z.strictObject({
    player: slug,
    team: slug.optional(),
    value: z.number().min(0),
    tolerance: z.number().min(0).default(0.005),
  }),
  levelOnGoals: z.strictObject({
    players: z
      .array(slug)
      .min(2)
      .max(10)
      .refine((players) => new Set(players).size === players.length, 'must name each player once'),
    team: slug.optional(),
  }),
  fixture: z
    .strictObject({
      team: slug,
      opponent: slug,
      from: day,
      to: day,
      tournament: slug.optional(),
      venue: z.enum(['HOME', 'AWAY', 'NEUTRAL']).optional(),
    })
    .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before from' })
    .refine(areDifferentTeams, { path: ['opponent'], error: 'must be another team' }),
  titleHolder: z.strictObject({ tournament: slug, team: slug }),
  titleCount: z.strictObject({ tournament: slug, team: slug, count }),
  headToHead: z
    .strictObject({
      team: slug,
      opponent: slug,
      tournament: slug.optional(),
      played: count.optional(),
      won: count.optional(),
      drawn: count.optional(),
      lost: count.optional(),
      goalsFor: count.optional(),
      goalsAgainst: count.optional(),
    })
    .refine(areDifferentTeams, { path: ['opponent'], error: 'must be another team' })
    .refine(
      (fields) => HEAD_TO_HEAD_COUNTS.some((name) => fields[name] !== undefined),
      `must say at least one of played, won, drawn, lost, goalsFor, goalsAgainst`,
    ),
};

export const HEAD_TO_HEAD_COUNTS = [
  'played',
  'won',
  'drawn',
  'lost',
  'goalsFor',
  'goalsAgainst',
] as const;

export type ClaimKind = keyof typeof CLAIM_SCHEMAS;

export type ClaimFields<Kind extends ClaimKind> = z.output<(typeof CLAIM_SCHEMAS)[Kind]>;

export type Claim = { [Kind in ClaimKind]: { kind: Kind; fields: ClaimFields<Kind> } }[ClaimKind];

type Optional = { [Kind in ClaimKind]: z.ZodOptional<(typeof CLAIM_SCHEMAS)[Kind]> };

/** To extend with further fields. */
export const optionalClaimSchemas = Object.fromEntries(
  Object.entries(CLAIM_SCHEMAS).map(([kind, shape]) => [kind, shape.optional()]),
) as unknown as Optional;

/** The one claim of an entry, or what is wrong with the entry. */
export function parseClaimEntry(
  entry: { [Kind in ClaimKind]?: ClaimFields<Kind> | undefined },
): Claim | string {
  const kinds = (Object.keys(CLAIM_SCHEMAS) as ClaimKind[]).filter(
    (kind) => entry[kind] !== undefined,
  );
  const [kind] = kinds;
  if (kind !== undefined && kinds.length === 1) return { kind, fields: entry[kind] } as Claim;
  const got = kinds.length === 0 ? 'none' : kinds.join(' and ');
  return `a claim is of exactly one kind out of ${Object.keys(CLAIM_SCHEMAS).join(', ')}; got ${got}`;
}

export const claimInputSchema = z
  .strictObject(optionalClaimSchemas)
  .transform((entry, context): Claim => {
    const claim = parseClaimEntry(entry);
    if (typeof claim !== 'string') return claim;
    context.addIssue(claim);
    return z.NEVER;
  });

/** As in the schema's ClaimKind: CAREER_GOALS. */
export function toClaimKindName(kind: ClaimKind): string {
  return kind.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function areDifferentTeams({ team, opponent }: { team: string; opponent: string }): boolean {
  return team !== opponent;
}
