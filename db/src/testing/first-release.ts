import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const fixture = fileURLToPath(new URL('./fixtures/first-release.db.gz', import.meta.url));

/**
 * Puts a database of the first release under this path: made by that program's own demonstration over
 * some hours of its town, with tables 0000 and 0001, and closed in the middle of an answer's wait.
 */
export function putFirstRelease(path: string): void {
  writeFileSync(path, gunzipSync(readFileSync(fixture)));
}
