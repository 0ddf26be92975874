import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Database } from '@vigie/db/database';
import { layoutOf } from './layout.ts';
import { sealFileName, type SealFile } from './seal-file.ts';
import { sealOf, type SealOptions } from './seal-of.ts';

/** A print, and the number under which people know the sheet. */
export interface Printed {
  readonly number: string;
  readonly pdf: Buffer;
}

const template = readFileSync(new URL('./sheet.typ', import.meta.url), 'utf8');

/** PDF/UA-1: tagged, with its language, for whoever reads it aloud (HAND-3). */
const pdfStandard = 'ua-1';

/** Prints a signed sheet; null where it is not signed yet, or not there. */
export function printSheet(
  database: Database,
  handoverId: string,
  options: SealOptions,
): Printed | null {
  const seal = sealOf(database, handoverId, options);
  return seal && printSeal(seal);
}

/**
 * Prints what a seal holds: the same seal gives the same bytes, so that whoever checks a PDF knows
 * that its pages show what was signed.
 */
export function printSeal(seal: SealFile): Printed {
  const layout = layoutOf(seal);
  const inputs = {
    layout: JSON.stringify(layout),
    seal: JSON.stringify(seal),
    name: sealFileName,
  };
  // A compiler of its own each time: what one print holds must not stay in the memory of the next.
  const pdf = NodeCompiler.create().pdf({ mainFileContent: template, inputs }, { pdfStandard });
  return { number: layout.title.split(' ').at(-1) ?? '', pdf };
}
