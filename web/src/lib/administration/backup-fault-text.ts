import type { BackupFault } from '@vigie/shared/operations/operations-status';
import { m } from '#lib/paraglide/messages.js';

/** Why the last backup was not made (RUN-4). */
export function backupFaultText(fault: BackupFault): string {
  return texts[fault]();
}

const texts: Readonly<Record<BackupFault, () => string>> = {
  'no-database': m.health_backup_no_database,
  'no-room': m.health_backup_no_room,
  'cannot-write': m.health_backup_cannot_write,
  'not-a-backup': m.health_backup_damaged,
  damaged: m.health_backup_damaged,
  'newer-program': m.health_backup_another,
  'another-installation': m.health_backup_another,
  'another-mode': m.health_backup_another,
  older: m.health_backup_another,
  failed: m.health_backup_failed,
};
