import type { SettingFault } from '@vigie/shared/settings/faults';
import { m } from '#lib/paraglide/messages.js';
import { settingLabel, unitLabel } from './setting-text.ts';

/** What is wrong with a value and what is expected instead. */
export function settingFaultText(fault: SettingFault): string {
  switch (fault.fault) {
    case 'no-number': {
      const { least, most, unit } = fault;
      return m.admin_fault_number({ least, most, unit: unitLabel(unit) });
    }
    case 'no-text':
    case 'empty':
      return m.admin_fault_empty();
    case 'no-date':
      return m.admin_fault_date();
    case 'too-long':
      return m.admin_fault_long({ longest: fault.longest });
    case 'lacks':
      return m.admin_fault_lacks({ parts: fault.parts.join(', ') });
    case 'above':
      return m.admin_fault_above({ value: fault.value, other: settingLabel(fault.other) });
    case 'below':
      return m.admin_fault_below({ value: fault.value, other: settingLabel(fault.other) });
  }
}
