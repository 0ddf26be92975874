import { domainToUnicode } from 'node:url';

/** Letters of other scripts, and pairs, that are read as these. */
const twins: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    х: 'x',
    у: 'y',
    і: 'i',
    ѕ: 's',
    ԁ: 'd',
    ɡ: 'g',
    ν: 'v',
    ο: 'o',
    α: 'a',
    ı: 'i',
  },
  ...{ '0': 'o', '1': 'l', '3': 'e', '5': 's' },
};

/** True where a sender's domain is not the service's own, and is read as it (MAIL-13). */
export function looksLikeOurs(address: string | null, contact: string): boolean {
  const [theirs, ours] = [domainOf(address ?? ''), domainOf(contact)];
  if (theirs === '' || ours === '' || theirs === ours || theirs.endsWith(`.${ours}`)) return false;
  const [read, own] = [skeleton(theirs), skeleton(ours)];
  // Another ending, a word before it, a hyphen for a dot: what hurried eyes do not see.
  const flatten = (domain: string) => domain.replace(/[.-]/g, '');
  if (read === own || flatten(read).includes(flatten(own))) return true;
  return own.length >= 8 && isOneOff(read, own);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function skeleton(domain: string): string {
  return [...domainToUnicode(domain).normalize('NFD').replace(/\p{M}/gu, '')]
    .map((letter) => twins[letter] ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** One letter more, less, changed, or two changed about. */
function isOneOff(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [restOne, restOther] = [one.slice(start), other.slice(start)];
  const swapped = `${restOne[1] ?? ''}${restOne[0] ?? ''}${restOne.slice(2)}`;
  return (
    restOne.slice(1) === restOther.slice(1) ||
    restOne === restOther.slice(1) ||
    restOne.slice(1) === restOther ||
    swapped === restOther
  );
}
