import type { FastifyRequest } from 'fastify';
import { may } from '@vigie/shared/access/may';
import type { Finding } from '@vigie/shared/roster/finding';
import { dateOfShift } from '@vigie/shared/roster/roster-book';
import { refusals, type CommandAnswer, type Refusal } from '@vigie/shared/wire/answer';
import { importSchema, type ImportAnswer, type ImportError } from '@vigie/shared/wire/roster';
import { z } from 'zod';
import type { Desk } from '../desk/desk.ts';
import { refusalMessage } from '../desk/refusal-message.ts';
import type { App } from '../http/app-type.ts';
import { originOf, viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import { readAbsences, type AbsenceLine } from './absence-file.ts';
import { checkCommand } from './check-command.ts';
import type { RosterParts } from './roster-routes.ts';

/** A year's absences of a large service; the limit is what guards the memory. */
const largestFileBytes = 2_000_000;
const importQuery = z.object({
  key: z.string().min(8).max(64),
  preview: z.literal('1').optional(),
});

export interface ImportParts extends RosterParts {
  readonly desk: Pick<Desk, 'execute'>;
}

/** Absences from a file: all lines or none, each wrong one named (ROST-2). One command of the desk enters them. */
export function importRoute(app: App, parts: ImportParts): void {
  void app.register((inside, _options, done) => {
    inside.addContentTypeParser(
      'text/csv',
      { parseAs: 'buffer', bodyLimit: largestFileBytes },
      (_request, body, parsed) => parsed(null, body),
    );
    inside.post(
      '/api/roster/import',
      {
        bodyLimit: largestFileBytes,
        schema: { querystring: importQuery, response: { 200: importSchema } },
      },
      async (request, reply) => {
        const actor = parts.staff.actor(viewerOf(request).person, parts.clock.now());
        if (!may(actor, 'enter-absences')) return refuse(reply, 'not-allowed');
        if (!(request.body instanceof Uint8Array)) return refuse(reply, 'bad-input');
        return importFile(parts, request, request.body);
      },
    );
    done();
  });
}

async function importFile(
  parts: ImportParts,
  request: FastifyRequest,
  bytes: Uint8Array,
): Promise<ImportAnswer> {
  const file = readAbsences(bytes, parts.staff.all());
  if (!file.ok) return { ok: false, errors: [...file.errors], barred: null };
  const { key, preview } = importQuery.parse(request.query);
  const absences = file.lines.map(({ line: _, ...absence }) => absence);
  const command = { type: 'enter-absences' as const, absences, exemption: null };
  const { person } = viewerOf(request);
  if (preview) {
    const at = parts.clock.now();
    const actor = parts.staff.actor(person, at);
    const check = checkCommand(parts.roster.book, command, { actor, at });
    if (!check.refusal) return accepted(file.lines, 0, 0);
    return failed(file.lines, check);
  }
  const who = { personId: person.id, origin: originOf(request) };
  const answer = await parts.desk.execute({ key, command }, who);
  return answer.ok
    ? accepted(file.lines, file.lines.length, answer.seq)
    : failed(file.lines, answer);
}

function accepted(lines: readonly AbsenceLine[], imported: number, seq: number): ImportAnswer {
  return { ok: true, imported, seq, absences: [...lines] };
}

type Failure = Pick<Extract<CommandAnswer, { ok: false }>, 'faults' | 'findings'> & {
  readonly refusal: string | null;
};

/** Each fault at its line; what the rules say, at the first line that touches the shift or the person. */
function failed(
  lines: readonly AbsenceLine[],
  { refusal, faults = [], findings = [] }: Failure,
): ImportAnswer {
  const errors = [
    ...faults.map((fault) => refused(lines[fault.index]?.line ?? 1, fault.refusal)),
    ...findings
      .filter(({ severity }) => severity === 'error')
      .map((finding) => broken(lineOfFinding(lines, finding), finding)),
  ].sort((one, other) => one.line - other.line);
  const fact = refusals.find((known) => known === refusal) ?? 'bad-input';
  const general = refused(lines[0]?.line ?? 1, fact);
  const barred = refusal === 'rules-broken' ? { absences: [...lines], findings } : null;
  return { ok: false, errors: errors.length ? errors : [general], barred };
}

function refused(line: number, refusal: Refusal): ImportError {
  return { line, why: { kind: 'refusal', refusal }, message: refusalMessage(refusal) };
}

function broken(line: number, finding: Finding): ImportError {
  return { line, why: { kind: 'rule', finding }, message: finding.message };
}

function lineOfFinding(lines: readonly AbsenceLine[], { personId, shiftId }: Finding): number {
  const date = shiftId === null ? null : dateOfShift(shiftId);
  const touching = lines.findLast(
    ({ personId: of, from, to }) =>
      (personId === null || of === personId) && (date === null || (from <= date && date <= to)),
  );
  return (touching ?? lines[0])?.line ?? 1;
}
