import type { Database } from '@vigie/db/database';
import { everSaved } from '@vigie/db/handover-texts';
import { keptTextsUnder } from '@vigie/db/queries/words';
import { sheetFields } from '@vigie/shared/handover/parts';
import type { KeptField } from '@vigie/shared/wire/handover';

/** The place of a field. */
interface FieldPlace {
  readonly handoverId: string;
  readonly item: string;
  readonly field: string;
}

/** Under what id the refused words of a field are kept for their author: the newest state of them stands (LOCK-3). */
export function keptFieldId({ handoverId, item, field }: FieldPlace, by: string): string {
  return `${prefixOf(handoverId)}${item}:${field}:${by}`;
}

/** What somebody wrote on a sheet and was refused, until the field has held those very words (LOCK-3). */
export function keptFieldsOf(database: Database, handoverId: string, by: string): KeptField[] {
  const prefix = prefixOf(handoverId);
  return keptTextsUnder(database, prefix, by).flatMap(({ id, at, text, refusal }) => {
    const place = id.slice(prefix.length, -`:${by}`.length);
    const field = sheetFields.find((one) => place.endsWith(`:${one}`));
    if (field === undefined) return [];
    const item = place.slice(0, -`:${field}`.length);
    if (everSaved(database, { handoverId, item, field }, text.trim())) return [];
    return [{ item, field, at, text, refusal: refusal ?? '' }];
  });
}

function prefixOf(handoverId: string): string {
  return `kept-field:${handoverId}:`;
}
