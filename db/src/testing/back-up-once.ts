import { BackupFailed } from '../backup/backup-failure.ts';
import { makeBackup } from '../backup/make-backup.ts';

// Makes one backup and prints what became of it. Run by tests that take the disk away from it.
const [dataFolder = '', target = ''] = process.argv.slice(2);
try {
  const now = () => Date.now();
  const { path } = await makeBackup({ dataFolder, target, keep: 3, now, program: '0.1.0' });
  process.stdout.write(`${path}\n`);
} catch (error) {
  if (!(error instanceof BackupFailed)) throw error;
  process.stdout.write(`${error.fault} ${error.message}\n`);
}
