/** Folders in the formats of the two World Cup datasets, with invented tournaments. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Files = Record<string, string[]>;

const MEN = "WC-1990,1990 FIFA Men's World Cup";

/**
 * A men's tournament of two matches and a women's of one, in the columns that are read. The men's are those of the small
 * results folder: one has its sides turned, another city, another minute and a goal in stoppage time, one a shoot-out.
 */
export const CUPS: Files = {
  tournaments: [
    'tournament_id,tournament_name,year,start_date,end_date',
    `${MEN},1990,1990-06-08,1990-07-12`,
    "WC-1991,1991 FIFA Women's World Cup,1991,1991-06-01,1991-06-01",
  ],
  host_countries: ['tournament_id,team_name', 'WC-1990,Atlantis', 'WC-1991,Atlantis'],
  tournament_standings: [
    'tournament_id,position,team_name',
    'WC-1990,1,Mu',
    'WC-1990,2,Atlantis',
    'WC-1991,1,Atlantis',
    'WC-1991,2,Mu',
  ],
  matches: [
    'tournament_id,match_id,stage_name,group_name,match_date,stadium_name,city_name,country_name,home_team_name,away_team_name,home_team_score,away_team_score,extra_time,penalty_shootout,home_team_score_penalties,away_team_score_penalties',
    'WC-1990,M-1990-01,group stage,Group A,1990-06-08,Old Ring,Ringtown,Atlantis,Lemuria,Atlantis,1,2,0,0,0,0',
    'WC-1990,M-1990-02,quarter-final,not applicable,1990-06-12,Salt Field,Ys,Lyonesse,Mu,Atlantis,1,1,1,1,1,0',
    'WC-1991,M-1991-01,final,not applicable,1991-06-01,Old Ring,Ringtown,Atlantis,Mu,Atlantis,0,1,0,0,0,0',
  ],
  goals: [
    'goal_id,match_id,team_name,player_id,family_name,given_name,player_team_name,minute_regulation,minute_stoppage,own_goal,penalty',
    'G-1,M-1990-01,Atlantis,P-1,Kleito,not applicable,Atlantis,13,0,0,0',
    'G-2,M-1990-01,Lemuria,P-2,Rmoahal,Ana,Lemuria,45,2,0,1',
    'G-3,M-1990-01,Atlantis,P-3,Tlavatli,not applicable,Lemuria,90,0,1,0',
    'G-4,M-1990-02,Mu,P-4,Gadeiros,Ur,Mu,30,0,0,0',
    'G-5,M-1990-02,Atlantis,P-1,Kleito,not applicable,Atlantis,64,0,0,0',
    'G-6,M-1991-01,Atlantis,P-7,Kleito,Ana,Atlantis,70,0,0,1',
  ],
  penalty_kicks: [
    'penalty_kick_id,match_id,team_name,player_id,family_name,given_name,converted',
    'PK-1,M-1990-02,Mu,P-5,Azaes,Ur,1',
    'PK-2,M-1990-02,Atlantis,P-1,Kleito,not applicable,0',
  ],
  players: [
    'player_id,family_name,given_name,birth_date',
    'P-1,Kleito,not applicable,1965-03-04',
    'P-2,Rmoahal,Ana,not available',
    'P-3,Tlavatli,not applicable,1999-01-01',
    'P-4,Gadeiros,Ur,1960-02-03',
    'P-5,Azaes,Ur,1961-01-01',
    'P-6,Azaes,Ur,1968-01-01',
    'P-7,Kleito,Ana,1970-05-06',
    'P-8,Evenor,Leukippe,1964-07-08',
  ],
  squads: [
    'tournament_id,team_name,player_id',
    'WC-1990,Atlantis,P-1',
    'WC-1990,Lemuria,P-2',
    'WC-1990,Lemuria,P-3',
    'WC-1990,Mu,P-4',
    'WC-1990,Mu,P-5',
    'WC-1990,Mu,P-6',
    'WC-1991,Atlantis,P-7',
    'WC-1990,Atlantis,P-8',
  ],
  teams: ['team_name,confederation_code', 'Atlantis,UEFA', 'Lemuria,OFC', 'Mu,OFC'],
};

/** Eleven more of Mu, by number. */
const ELEVEN = Array.from({ length: 11 }, (_, place) => place + 21);

/** The same with a full side, and cards: two of one player in a row, a straight red one, one on the bench. */
export const CUPS_WITH_CARDS: Files = changed(
  {
    ...CUPS,
    bookings: [
      'booking_id,match_id,team_name,player_id,family_name,given_name,minute_regulation,minute_stoppage,yellow_card,red_card,second_yellow_card',
      'B-1,M-1990-01,Lemuria,P-2,Rmoahal,Ana,45,3,1,0,1',
      'B-2,M-1990-01,Atlantis,P-1,Kleito,not applicable,12,0,0,1,0',
      'B-3,M-1990-02,Mu,P-6,Azaes,Ur,80,0,1,0,0',
    ],
  },
  {
    add: {
      players: [
        'P-9,Autochthon,Kal,not available',
        ...ELEVEN.map((number) => `P-${number},Mestor,No ${number},not available`),
      ],
      squads: [9, ...ELEVEN].map((number) => `WC-1990,Mu,P-${number}`),
    },
  },
);

/** Line-ups, substitutions and officials of the men's two matches. */
export const SHEETS: Files = {
  player_appearances: [
    'match_id,match_date,team_name,player_id,family_name,given_name,shirt_number,position_code,starter',
    'M-1990-01,1990-06-08,Lemuria,P-2,Rmoahal,Ana,9,FW,1',
    'M-1990-01,1990-06-08,Lemuria,P-3,Tlavatli,not applicable,0,DF,1',
    'M-1990-01,1990-06-08,Atlantis,P-1,Kleito,not applicable,10,FW,1',
    ...ELEVEN.map(
      (number) => `M-1990-02,1990-06-12,Mu,P-${number},Mestor,No ${number},${number},MF,1`,
    ),
    'M-1990-02,1990-06-12,Mu,P-4,Gadeiros,Ur,12,FW,0',
  ],
  substitutions: [
    'substitution_id,match_id,match_date,team_name,player_id,family_name,given_name,shirt_number,minute_regulation,minute_stoppage,going_off,coming_on',
    'S-1,M-1990-01,1990-06-08,Atlantis,P-1,Kleito,not applicable,10,64,0,1,0',
    'S-2,M-1990-01,1990-06-08,Atlantis,P-8,Evenor,Leukippe,14,64,0,0,1',
    'S-3,M-1990-01,1990-06-08,Atlantis,P-8,Evenor,Leukippe,14,90,2,1,0',
    'S-4,M-1990-02,1990-06-12,Mu,P-4,Gadeiros,Ur,12,20,0,0,1',
    'S-5,M-1990-02,1990-06-12,Mu,P-21,Mestor,No 21,21,20,0,1,0',
  ],
  manager_appearances: [
    'match_id,match_date,team_name,manager_id,family_name,given_name,country_name',
    'M-1990-01,1990-06-08,Atlantis,C-1,Poseidon,not applicable,Mu',
    'M-1990-01,1990-06-08,Atlantis,C-2,Triton,Old,not available',
    'M-1990-02,1990-06-12,Mu,C-3,Hiva,King,Mu',
  ],
  referee_appearances: [
    'match_id,match_date,referee_id,family_name,given_name,country_name',
    'M-1990-01,1990-06-08,R-1,Just,Ann,Thule',
    'M-1990-02,1990-06-12,R-1,Just,Ann,Thule',
  ],
};

const PAGE = 'men-1990';
const LEFT = 'M-1990-01,Lemuria';

/** Pages of the same matches: other spellings, a captain, the minute of a sending-off, one of Mu's eleven who was another. */
export const PAGES: Files = {
  matches: [
    'fjelstul_match_id,page,kickoff_local,home_team,away_team,attendance,referee,referee_country',
    `M-1990-01,${PAGE},21:00 CEST (UTC+2),Lemuria,Atlantis,12345,Anne Just,Thule`,
    `M-1990-02,${PAGE},20:30 BST,Muh,Atlantis,800,Beth Elder,Thule`,
  ],
  lineups: [
    'fjelstul_match_id,team,role,position,shirt_number,name,captain,events,minutes',
    `${LEFT},starter,ST,9,Ana Rmoahal,1,Booked|Sent off (second booking),45+3' 70'`,
    `${LEFT},starter,CB,5,Tlavatli,0,,`,
    `${LEFT},substitute,GK,12,Nemo,0,,`,
    `${LEFT},manager,,,Chronos,0,,`,
    ...ELEVEN.slice(1).map(
      (number) => `M-1990-02,Muh,starter,MF,${number},No. ${number} Mestor,0,,`,
    ),
    'M-1990-02,Muh,starter,DF,,Kal Autochthon,0,,',
  ],
};

/** Starters of the same matches by name; one is nobody of the team. */
export const STARTERS: Files = {
  lineups: [
    'year,n,date,home_team,away_team,team,player,starter',
    '1990,1,1990-06-08,Lemuria,Atlantis,Atlantis,Kleito,1',
    '1990,1,1990-06-08,Lemuria,Atlantis,Lemuria,Ana Rmoahal,1',
    '1990,1,1990-06-08,Lemuria,Atlantis,Lemuria,Kleito,1',
    '1990,2,1990-06-12,Mu,Atlantis,Mu,Ur Gadeiros,1',
  ],
};

/** The small results folder moved to 2026, and a captain of another year. */
export const TEXTS: Files = {
  matches: [
    'year,n,date,home_team,away_team,time_local,utc_offset,attendance,officials',
    '2026,1,2026-06-08,Atlantis,Lemuria,21:00,UTC-7,50000,"Ann JUST (THU), Bo ELDER (THU)"',
    '2026,2,2026-06-12,N.N.,N.N.,20:30,UTC+5:30,,',
  ],
  lineups: [
    'year,n,date,home_team,away_team,team,player,starter,on_minute,off_minute,captain',
    '2026,1,2026-06-08,Atlantis,Lemuria,Atlantis,KLEITO,1,,76,1',
    '2026,1,2026-06-08,Atlantis,Lemuria,Atlantis,Old TRITON,0,76,,0',
    '2026,1,2026-06-08,Atlantis,Lemuria,Lemuria,RMOAHAL Ana,1,,90+3,0',
    '2022,1,2022-06-08,Atlantis,Lemuria,Atlantis,KLEITO,1,,,1',
  ],
  cards: [
    'year,n,date,home_team,away_team,team,player,card,minute',
    '2026,1,2026-06-08,Atlantis,Lemuria,Atlantis,KLEITO,Y,12',
    '2026,1,2026-06-08,Atlantis,Lemuria,Atlantis,KLEITO,Y/R,90+2',
    '2022,1,2022-06-08,Atlantis,Lemuria,Atlantis,KLEITO,Y,12',
  ],
};

/** The squads of the same men's tournament, and one player's of another. */
export const SQUADS: Files = {
  squads: [
    'tournament,as_of,team,shirt_number,position,player,date_of_birth,caps,goals,captain,club',
    '1990,1990-06-08,Atlantis,9,FW,Kleito,1965-03-04,12,1,TRUE,Ring',
    '1994,1994-06-17,Atlantis,,FW,Kleito,1965-03-05,41,,TRUE,Ring',
    '1990,1990-06-08,Mu,4,DF,Azaes Ur,1968-01-01,0,,FALSE,Salt',
    '1990,1990-06-08,Mu,4,DF,Ur Azaes,1940-01-01,,,FALSE,Salt',
    '1990,1990-06-08,Lemuria,,GK,Elasippos,,7,,FALSE,Shalmali',
  ],
};

/** Some files with lines at their ends, or with lines instead of others. */
export function changed(
  files: Files,
  change: { add?: Files; replace?: [file: string, from: string, to: string][] },
): Files {
  const copy = Object.fromEntries(Object.entries(files).map(([file, lines]) => [file, [...lines]]));
  for (const [file, lines] of Object.entries(change.add ?? {})) copy[file]?.push(...lines);
  for (const [file, from, to] of change.replace ?? []) {
    copy[file] = copy[file]?.map((line) => line.replace(from, to)) ?? [];
  }
  return copy;
}

/** Does something with a folder of the files, which is removed afterwards. */
export async function withFolder<Value>(
  files: Files,
  work: (folder: string) => Promise<Value>,
): Promise<Value> {
  const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-cups-'));
  for (const [file, lines] of Object.entries(files)) {
    writeFileSync(path.join(folder, `${file}.csv`), `${lines.join('\n')}\n`);
  }
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
