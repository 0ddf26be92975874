import { parentPort, workerData } from 'node:worker_threads';
import { readDatabase } from '@vigie/db/database';
import type { ThreadStart } from '../reading-thread.ts';
import { ForecastDesk } from './forecast-desk.ts';
import type { ForecastTask } from './forecast-task.ts';

// The entry of the thread that forecasts (MET-4): it only reads, and the server's loop never waits for it.
const { databasePath } = workerData as ThreadStart;
const database = readDatabase(databasePath);
const desk = new ForecastDesk(database);

parentPort?.on('message', (task: ForecastTask | 'close') => {
  if (task !== 'close') return parentPort?.postMessage(desk.answer(task));
  database.close();
  parentPort?.close();
});
