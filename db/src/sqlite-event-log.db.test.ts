import { describeEventLog } from './testing/event-log-contract.ts';
import { makeSqliteMedium } from './testing/sqlite-medium.ts';

describeEventLog('SQLite', makeSqliteMedium);
