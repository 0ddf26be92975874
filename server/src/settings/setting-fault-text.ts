import type { SettingUnit } from '@vigie/shared/settings/definitions';
import type { SettingFault } from '@vigie/shared/settings/faults';

const units: Readonly<Record<SettingUnit, string>> = {
  seconds: 'de secondes',
  minutes: 'de minutes',
  days: 'de jours',
  tickets: 'de dossiers',
  percent: 'de pour cent',
};

/** What was wrong with which setting and what was expected, in French, for logs and other programs. */
export function settingFaultText(faults: readonly SettingFault[]): string {
  return faults
    .map((fault) => `${fault.setting} : valeur refusée. Attendu : ${expected(fault)}.`)
    .join(' ');
}

function expected(fault: SettingFault): string {
  switch (fault.fault) {
    case 'no-number': {
      const { unit, least, most } = fault;
      return `un nombre entier ${units[unit]}, de ${String(least)} à ${String(most)}`;
    }
    case 'no-text':
      return 'un texte';
    case 'no-date':
      return 'un jour, comme 2027-05-24';
    case 'too-long':
      return `${String(fault.longest)} caractères au plus`;
    case 'empty':
      return 'un texte qui n’est pas vide';
    case 'lacks':
      return `un texte qui contient ${fault.parts.join(', ')} (17, 112 et 114 dans la première ligne)`;
    case 'above':
      return `${String(fault.value)} au plus, comme ${fault.other}`;
    case 'below':
      return `${String(fault.value)} au moins, comme ${fault.other}`;
  }
}
