import {
  definitions,
  type SettingKey,
  type SettingUnit,
  type SettingValue,
} from '@vigie/shared/settings/definitions';
import { categoryKeys, type CategoryKey } from '@vigie/shared/triage/categories';
import { dayText } from '#lib/format/paris-time.ts';
import { m } from '#lib/paraglide/messages.js';
import { categoryText } from '#lib/triage/category-text.ts';

/** A setting's name as the screens say it. */
export function settingLabel(key: SettingKey): string {
  const [family = '', rest = ''] = split(key);
  if (isFamily(family)) return families[family]({ of: ofText(rest) });
  return labels[key as keyof typeof labels]();
}

/** What stands beside a group of settings of one family: the priority or the category alone. */
export function settingSubject(key: SettingKey): string {
  const [family = '', rest = ''] = split(key);
  // A sheet and its day of review stand together: their category alone would not tell them apart.
  const isAlone = isFamily(family) && family !== 'sheet' && family !== 'review';
  return isAlone ? ofText(rest) : settingLabel(key);
}

/** A value with its unit; a text by its first line. */
export function settingValueText(key: SettingKey, value: SettingValue): string {
  if (value === null) return m.admin_value_usual();
  const definition = definitions[key];
  if (definition.kind === 'number') return unitText(definition.unit, Number(value));
  if (definition.kind === 'date') return dayText(String(value));
  const [first = ''] = String(value).split('\n');
  return first === '' ? m.admin_value_empty() : first;
}

/** A number with its unit, in the singular where it is one. */
function unitText(unit: SettingUnit, count: number): string {
  return units[unit]({ count });
}

/** The unit alone, as it stands after a field. */
export function unitLabel(unit: SettingUnit): string {
  return unitLabels[unit]();
}

const families = {
  target: m.admin_family_target,
  aim: m.admin_family_aim,
  retention: m.admin_family_retention,
  sheet: m.admin_family_sheet,
  review: m.admin_family_review,
};

function split(key: SettingKey): [string, string] {
  const cut = key.indexOf('-');
  return cut < 0 ? ['', key] : [key.slice(0, cut), key.slice(cut + 1)];
}

function isFamily(name: string): name is keyof typeof families {
  return Object.hasOwn(families, name);
}

function ofText(rest: string): string {
  if (rest === 'other') return m.admin_retention_other();
  return isCategory(rest) ? categoryText(rest) : rest;
}

function isCategory(name: string): name is CategoryKey {
  return (categoryKeys as readonly string[]).includes(name);
}

const labels = {
  lease: m.admin_lease,
  disconnected: m.admin_disconnected,
  'stale-after': m.admin_stale_after,
  'claim-limit': m.admin_claim_limit,
  withdraw: m.admin_withdraw,
  'escalate-lead': m.admin_escalate_lead,
  'escalate-officer': m.admin_escalate_officer,
  'reopen-within': m.admin_reopen_within,
  prefer: m.admin_prefer,
  'service-name': m.admin_service_name,
  'service-address': m.admin_service_address,
  'service-phone': m.admin_service_phone,
  acknowledgement: m.admin_acknowledgement,
  signature: m.admin_signature,
};

const units: Readonly<Record<SettingUnit, (blanks: { count: number }) => string>> = {
  seconds: m.admin_seconds,
  minutes: m.admin_minutes,
  days: m.admin_days,
  tickets: m.admin_tickets,
  percent: m.admin_percent,
};

const unitLabels: Readonly<Record<SettingUnit, () => string>> = {
  seconds: m.admin_unit_seconds,
  minutes: m.admin_unit_minutes,
  days: m.admin_unit_days,
  tickets: m.admin_unit_tickets,
  percent: m.admin_unit_percent,
};
