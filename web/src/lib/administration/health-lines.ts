import type { StandbyStatus } from '@vigie/shared/operations/standby-status';
import type { MailboxHealthLine, ServiceHealth } from '@vigie/shared/wire/service-health';
import { bytesText, decimalText } from '#lib/format/bytes.ts';
import { momentText, secondText } from '#lib/format/paris-time.ts';
import { m } from '#lib/paraglide/messages.js';
import { backupFaultText } from './backup-fault-text.ts';

export type Grade = 'well' | 'care' | 'bad' | 'none';

/** One part of the service: how it is in a word, and what to do where it is not well. */
export interface HealthLine {
  readonly part: string;
  readonly grade: Grade;
  readonly word: string;
  readonly detail: string;
  readonly todo: string;
}

const driftLimitMs = 2_000;
const lowDays = 30;
/** The server writes each five seconds that it is alive: three missed are a fault, in ms. */
const writeLimitMs = 15_000;

const well = { grade: 'well', detail: '', todo: '' } as const;

/** The parts of the service beside its mailboxes. `driftMs`: this screen's clock less the server's. */
export function healthLines(health: ServiceHealth, driftMs: number): HealthLine[] {
  return [
    writeLine(health),
    diskLine(health.disk),
    clockLine(driftMs),
    backupLine(health),
    standbyLine(health),
    chainLine(health),
    { ...well, part: m.health_screens(), word: m.health_screens_open({ count: health.screens }) },
    versionLine(health),
  ];
}

/** How a mailbox stands, with what somebody has to do about it. */
export function mailboxGrade({ standing, outbox, difference, ledger }: MailboxHealthLine): Grade {
  if (standing === 'refused' || standing === 'silent' || outbox === 'refused') return 'bad';
  if (difference > 0 || ledger.vanished > 0 || outbox === 'delayed') return 'care';
  return standing === 'well' ? 'well' : 'none';
}

/** Whether an act would be kept: the database took the last of the server's own writes. */
function writeLine({ writtenAt, at }: ServiceHealth): HealthLine {
  const isLate = writtenAt === null || at - writtenAt > writeLimitMs;
  return {
    part: m.health_write(),
    grade: isLate ? 'bad' : 'well',
    word: isLate ? m.health_write_fails() : m.health_write_well(),
    detail: writtenAt === null ? '' : m.health_write_last({ at: secondText(writtenAt) }),
    todo: isLate ? m.health_write_todo() : '',
  };
}

function diskLine({ free, total, database, perDay }: ServiceHealth['disk']): HealthLine {
  const days = perDay > 0 ? free / perDay : Infinity;
  const grade =
    free / total < 0.05 ? 'bad' : days < lowDays || free / total < 0.1 ? 'care' : 'well';
  return {
    part: m.health_disk(),
    grade,
    word: m.health_free({ size: bytesText(free) }),
    detail: m.health_disk_detail({ size: bytesText(database), perDay: bytesText(perDay) }),
    todo: grade === 'well' ? '' : m.health_disk_todo(),
  };
}

function clockLine(driftMs: number): HealthLine {
  const isOff = Math.abs(driftMs) > driftLimitMs;
  return {
    part: m.health_clock(),
    grade: isOff ? 'care' : 'well',
    word: m.health_drift({ seconds: decimalText(Math.abs(driftMs) / 1_000) }),
    detail: '',
    todo: isOff ? m.health_clock_todo() : '',
  };
}

function backupLine({ operations: { backup }, at }: ServiceHealth): HealthLine {
  const { last, state, lastFailure } = backup;
  const grade = state === 'well' ? 'well' : state === 'none' ? 'none' : 'bad';
  return {
    part: m.health_backup(),
    grade,
    word: last ? momentText(last.at, at) : m.health_never(),
    detail: lastFailure && state === 'failed' ? backupFaultText(lastFailure.fault) : '',
    todo: grade === 'bad' ? m.health_backup_todo() : '',
  };
}

const standbyTexts = {
  off: () => ({ grade: 'none', word: m.health_standby_off() }),
  none: () => ({ grade: 'care', word: m.health_standby_none() }),
  copying: () => ({ grade: 'care', word: m.health_standby_copying() }),
  following: () => ({ grade: 'well', word: m.health_standby_following() }),
  late: () => ({ grade: 'bad', word: m.health_standby_late() }),
  away: () => ({ grade: 'bad', word: m.health_standby_away() }),
} as const satisfies Record<StandbyStatus['state'], () => Pick<HealthLine, 'grade' | 'word'>>;

function standbyLine({ operations: { standby }, at }: ServiceHealth): HealthLine {
  const { state, lagSeq, lagMs, contactAt } = standby;
  const told = standbyTexts[state]();
  const seconds = (lagMs / 1_000).toFixed(1).replace('.', ',');
  const lag = m.health_standby_lag({ count: lagSeq, seconds });
  const contact =
    contactAt === null ? '' : m.health_standby_contact({ at: momentText(contactAt, at) });
  return {
    ...{ part: m.health_standby(), ...told },
    detail: state === 'following' || state === 'late' ? lag : contact,
    todo: told.grade === 'bad' ? m.health_standby_todo() : '',
  };
}

function chainLine({ chain: { head, verified }, at }: ServiceHealth): HealthLine {
  return {
    part: m.health_log(),
    grade: verified ? (verified.ok ? 'well' : 'bad') : 'none',
    word: m.health_head({ seq: head }),
    detail: verified
      ? m.health_verified({ at: momentText(verified.at, at) })
      : m.health_unverified(),
    todo: verified?.ok === false ? m.health_log_todo() : '',
  };
}

function versionLine({ operations: { version, startedAt }, at }: ServiceHealth): HealthLine {
  return {
    part: m.health_version(),
    grade: 'well',
    word: version,
    detail: m.health_since({ at: momentText(startedAt, at) }),
    todo: '',
  };
}
