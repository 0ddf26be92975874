import { openDatabase } from '../database.ts';

// Upgrades a database and ends itself by SIGKILL as it is about to take the given step. Run by the
// test of interrupted upgrades: `node upgrade-and-die.ts <file> <step>`.
const [path = '', step = '0'] = process.argv.slice(2);
openDatabase(path, {
  onMigration: ({ done }) => {
    if (done === Number(step)) process.kill(process.pid, 'SIGKILL');
  },
});
