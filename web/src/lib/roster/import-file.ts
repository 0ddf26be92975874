import { importSchema, type ImportAnswer } from '@vigie/shared/wire/roster';
import { sendBytes, type ApiResult } from '#lib/http/api.ts';

/** Reads a year's absences from a file, or only says what would be read; all lines or none (ROST-2). */
export async function importAbsences(
  file: Blob,
  key: string,
  isPreview: boolean,
): Promise<ApiResult<ImportAnswer>> {
  const path = `/api/roster/import?key=${key}${isPreview ? '&preview=1' : ''}`;
  return sendBytes(path, 'text/csv', await file.arrayBuffer(), importSchema);
}
