import { parentPort, workerData } from 'node:worker_threads';
import { readDatabase } from '@vigie/db/database';
import type { ThreadStart } from '../reading-thread.ts';
import { StatisticsDesk } from './statistics-desk.ts';
import type { StatisticsTask } from './statistics-task.ts';

// The entry of the thread that reckons statistics (MET-1): it only reads.
const { databasePath } = workerData as ThreadStart;
const database = readDatabase(databasePath);
const desk = new StatisticsDesk(database);

parentPort?.on('message', (task: StatisticsTask | 'close') => {
  if (task !== 'close') return parentPort?.postMessage(desk.answer(task));
  database.close();
  parentPort?.close();
});
