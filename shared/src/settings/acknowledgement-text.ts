/** What the law and the safety of citizens want in an acknowledgement (MAIL-7; CRPA L112-11, R112-11-1). */
export const acknowledgementParts = [
  '17',
  '112',
  '114',
  '{reception}',
  '{service}',
  '{adresse}',
  '{courriel}',
  '{telephone}',
] as const;
export type AcknowledgementPart = (typeof acknowledgementParts)[number];

/** An answer bears who wrote it, by the alias that citizens may read. */
export const signatureParts = ['{alias}'] as const;

/** What a text of the service must hold. */
export type TextPart = AcknowledgementPart | (typeof signatureParts)[number];

const emergencyNumbers: readonly AcknowledgementPart[] = ['17', '112', '114'];

/** What a text lacks: the emergency numbers must stand in its first line, the rest anywhere. */
export function acknowledgementLacks(text: string): AcknowledgementPart[] {
  const firstLine = text.split('\n', 1)[0] ?? '';
  return acknowledgementParts.filter((part) =>
    emergencyNumbers.includes(part) ? !hasNumber(firstLine, part) : !text.includes(part),
  );
}

/** The text with its marks filled in. A line whose marks all came to nothing is left out. */
export function fillIn(text: string, facts: Readonly<Record<string, string>>): string {
  return text
    .split('\n')
    .filter((line) => !isHollow(line, facts))
    .map((line) => line.replace(/\{(\w+)\}/g, (mark, name: string) => facts[name] ?? mark))
    .join('\n');
}

/** `Téléphone : {telephone}` says nothing where there is no telephone. */
function isHollow(line: string, facts: Readonly<Record<string, string>>): boolean {
  const marks = [...line.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => facts[name]);
  return marks.length > 0 && marks.every((fact) => fact === '');
}

/** 117 is not 17. */
function hasNumber(line: string, number: string): boolean {
  return new RegExp(`(?<!\\d)${number}(?!\\d)`).test(line);
}
