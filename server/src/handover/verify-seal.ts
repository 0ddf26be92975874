import type { Database } from '@vigie/db/database';
import { eventAt } from '@vigie/db/queries/handovers';
import { verifyChain } from '@vigie/db/verify-chain';
import { acceptanceHash, addendumHash, partHash, proposalHash } from './freeze.ts';
import { printSeal } from './print-sheet.ts';
import { readSeal } from './read-seal.ts';
import type { SealFile } from './seal-file.ts';

/** One thing that was checked, and whether it holds. */
export interface Finding {
  readonly what: string;
  readonly holds: boolean;
}

/** Parts that the proposal signs; the others are signed by the acceptance. */
const lastProposedPart = 9;

/**
 * Holds a PDF against the main courante (HAND-3, LOG-5): its texts against their hashes, these against
 * both signatures, the signatures against the log and its chain, and the pages against the texts.
 */
export async function verifySeal(database: Database, pdf: Buffer): Promise<Finding[]> {
  const seal = readSeal(pdf);
  if (!seal) return [{ what: 'ce fichier porte le sceau d’une passation', holds: false }];
  const isOurs = {
    what: 'elle vient de cette main courante',
    holds: seal.logId === database.logId,
  };
  if (!isOurs.holds) return [isOurs];
  const chain = await verifyChain(database);
  return [
    isOurs,
    { what: 'chaque texte a son empreinte', holds: seal.parts.every(textHolds) },
    ...signaturesHold(database, seal),
    { what: 'les ajouts sont ceux qui ont été signés', holds: addendaHold(database, seal) },
    { what: 'la chaîne de la main courante est entière', holds: chain.ok },
    { what: 'les pages montrent ces textes', holds: printSeal(seal).pdf.equals(pdf) },
  ];
}

/** A part that a print leaves out is vouched for by its hash alone. */
function textHolds({ salt, body, hash }: SealFile['parts'][number]): boolean {
  if (salt === null && body === null) return true;
  return salt !== null && body !== null && partHash({ salt, body }) === hash;
}

function signaturesHold(database: Database, seal: SealFile): Finding[] {
  const { handoverId, proposal, acceptance, parts } = seal;
  const proposed = parts.filter(({ n }) => n <= lastProposedPart);
  const received = parts.filter(({ n }) => n > lastProposedPart);
  const proposalIs = proposalHash(handoverId, proposed, proposal.head);
  const findings = [
    {
      what: 'la signature du sortant couvre ces textes et figure dans la main courante',
      holds:
        proposalIs === proposal.hash && isLogged(database, seal, proposal, 'handover-proposed'),
    },
  ];
  if (!acceptance) return findings;
  const acceptanceIs = acceptanceHash(proposal.hash, received, acceptance.head);
  findings.push({
    what: 'la signature de l’entrant couvre ces textes et figure dans la main courante',
    holds:
      acceptanceIs === acceptance.hash && isLogged(database, seal, acceptance, 'handover-accepted'),
  });
  return findings;
}

function isLogged(
  database: Database,
  { handoverId }: SealFile,
  { hash, event }: SealFile['proposal'],
  type: string,
): boolean {
  const logged = eventAt(database, handoverId, type, hash);
  return logged?.seq === event.seq && logged.hash === event.hash;
}

function addendaHold(database: Database, seal: SealFile): boolean {
  const { acceptance, handoverId } = seal;
  return seal.addenda.every(({ id, text, hash }) => {
    // One that was erased is vouched for by its hash alone.
    const holds = text === null || addendumHash(acceptance?.hash ?? '', id, text) === hash;
    return holds && eventAt(database, handoverId, 'addendum-added', hash) !== null;
  });
}
