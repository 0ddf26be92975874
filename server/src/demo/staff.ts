import type { Clearance, PersonFields, Role } from '@vigie/shared/people/person';

/** Everybody's password in the demonstration. It guards nothing: the demonstration is on loopback. */
export const demoPassword = 'demonstration';

/** Somebody of the demonstration's service. None of them exists. */
export interface DemoPerson extends PersonFields {
  /** Never simulated: whoever tries the demonstration signs in as one of these. */
  readonly isForHumans: boolean;
}

interface Place {
  readonly rank: string;
  readonly name: string;
  readonly role: Role;
  readonly teamId: string | null;
  readonly clearances?: readonly Clearance[];
  readonly isForHumans?: boolean;
}

/** Marks beside a name in the lists below: cleared for violence reports, and left to humans. */
type Marks = '' | 'v' | 'h' | 'vh';

const command: readonly Place[] = [
  { rank: 'Cre', name: 'Delmas', role: 'commissioner', teamId: null, isForHumans: true },
  { rank: 'Cne', name: 'Morel', role: 'officer', teamId: null, isForHumans: true },
  { rank: 'Mme', name: 'Fournier', role: 'clerk', teamId: null, isForHumans: true },
  { rank: 'M.', name: 'Barbier', role: 'clerk', teamId: null, isForHumans: true },
];

/** The forty people of the service (domain: "The unit"): the lead of each team first, cleared people in each. */
export const demoStaff: readonly DemoPerson[] = [
  ...command,
  ...team('JOUR-A', [
    ['B-C', 'Rousseau', 'vh'],
    ['Brg', 'Lefèvre', 'v'],
    ['Gpx', 'Amrani', 'v'],
    ['Gpx', 'Petit', 'h'],
    ['Gpx', 'Diallo', ''],
    ['Gpx', 'Caron', ''],
    ['Brg', 'Nguyen', 'v'],
    ['Gpx', 'Morvan', ''],
    ['Gpx', 'Benali', 'vh'],
    ['Gpx', 'Girard', ''],
    ['Gpx', 'Fontaine', 'v'],
    ['Gpx', 'Weber', ''],
  ]),
  ...team('JOUR-B', [
    ['B-C', 'Adam', 'vh'],
    ['Brg', 'Bertin', 'v'],
    ['Gpx', 'Costa', ''],
    ['Gpx', 'Mercier', 'h'],
    ['Gpx', 'Dubois', 'v'],
    ['Gpx', 'Evrard', ''],
    ['Brg', 'Ferrand', 'v'],
    ['Gpx', 'Gomez', ''],
    ['Gpx', 'Huet', 'vh'],
    ['Gpx', 'Imbert', ''],
    ['Gpx', 'Jourdain', 'v'],
    ['Gpx', 'Keller', ''],
  ]),
  ...team('NUIT-A', [
    ['B-C', 'Marchand', 'vh'],
    ['Gpx', 'Colin', 'h'],
    ['Gpx', 'Faure', 'v'],
    ['Gpx', 'Haddad', ''],
    ['Brg', 'Perrin', 'v'],
    ['Gpx', 'Roux', 'vh'],
  ]),
  ...team('NUIT-B', [
    ['B-C', 'Navarro', 'vh'],
    ['Gpx', 'Lambert', 'h'],
    ['Gpx', 'Mallet', 'v'],
    ['Gpx', 'Olivier', ''],
    ['Brg', 'Quentin', 'v'],
    ['Gpx', 'Renard', 'vh'],
  ]),
].map(asPerson);

function team(
  teamId: string,
  members: readonly (readonly [rank: string, name: string, marks: Marks])[],
): Place[] {
  return members.map(([rank, name, marks], place) => ({
    rank,
    name,
    role: place === 0 ? 'lead' : 'agent',
    teamId,
    clearances: marks.includes('v') ? ['violence'] : [],
    isForHumans: marks.includes('h'),
  }));
}

function asPerson(place: Place, n: number): DemoPerson {
  const { rank, name, role, teamId, clearances = [], isForHumans = false } = place;
  const login = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  // Citizens read a number, as they would the RIO that agents wear; these are invented.
  const alias = `Agent ${String(1_042_738 + n * 137)}`;
  return { login, rank, name, alias, role, teamId, clearances, isForHumans };
}
