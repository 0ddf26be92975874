import { largestFileBytes } from '@vigie/shared/mail/attachment';
import { draftFileSchema } from '@vigie/shared/wire/ticket-file';
import { z } from 'zod';
import { sendBytes, type ApiResult } from '#lib/http/api.ts';

const brought = z.object({ file: draftFileSchema });

export interface Bringing {
  readonly ticketId: string;
  readonly token: number;
}

/** Brings a file for the answer, under the lock's token (MAIL-11). One that is too large does not travel first. */
export async function bringFile(
  { ticketId, token }: Bringing,
  file: File,
): Promise<ApiResult<z.infer<typeof brought>>> {
  if (file.size > largestFileBytes) {
    return { ok: false, status: 413, refusal: 'file-too-large', message: '' };
  }
  const query = new URLSearchParams({ token: String(token), name: file.name });
  const path = `/api/tickets/${ticketId}/files?${query.toString()}`;
  return sendBytes(path, 'application/octet-stream', await file.arrayBuffer(), brought);
}
