import { acknowledgementLacks, signatureParts, type TextPart } from './acknowledgement-text.ts';
import {
  definitions,
  type SettingKey,
  type SettingUnit,
  type SettingValue,
  type SettingValues,
} from './definitions.ts';
import { valueIn } from './settings.ts';

/** Why a value cannot be, with what was expected instead. */
export type SettingFault = { readonly setting: SettingKey } & (
  | {
      readonly fault: 'no-number';
      readonly least: number;
      readonly most: number;
      readonly unit: SettingUnit;
    }
  | { readonly fault: 'no-text' }
  | { readonly fault: 'no-date' }
  | { readonly fault: 'too-long'; readonly longest: number }
  | { readonly fault: 'empty' }
  | { readonly fault: 'lacks'; readonly parts: readonly TextPart[] }
  /** It must be below, or at most, what another setting says. */
  | { readonly fault: 'above'; readonly other: SettingKey; readonly value: number }
  | { readonly fault: 'below'; readonly other: SettingKey; readonly value: number }
);

/** Judges one value by itself. Null is fine: it takes the screen's value back. */
export function faultOfValue(setting: SettingKey, value: SettingValue): SettingFault | null {
  if (value === null) return null;
  const definition = definitions[setting];
  if (definition.kind === 'number') {
    const { least, most, unit } = definition;
    const fits =
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    return fits ? null : { setting, fault: 'no-number', least, most, unit };
  }
  if (definition.kind === 'date') return isDay(value) ? null : { setting, fault: 'no-date' };
  if (typeof value !== 'string') return { setting, fault: 'no-text' };
  const { longest } = definition;
  return value.length > longest
    ? { setting, fault: 'too-long', longest }
    : faultOfText(setting, value);
}

function isDay(value: SettingValue): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString() === value;
  } catch {
    return false;
  }
}

function faultOfText(setting: SettingKey, text: string): SettingFault | null {
  if (setting === 'service-name' && text.trim() === '') return { setting, fault: 'empty' };
  const parts = partsLacking(setting, text);
  return parts.length ? { setting, fault: 'lacks', parts } : null;
}

function partsLacking(setting: SettingKey, text: string): readonly TextPart[] {
  if (setting === 'acknowledgement') return acknowledgementLacks(text);
  return setting === 'signature' ? signatureParts.filter((part) => !text.includes(part)) : [];
}

/** Pairs of which the first must not be above the second; in the same unit. */
const ordered: readonly (readonly [SettingKey, SettingKey])[] = [
  ['disconnected', 'lease'],
  ['stale-after', 'lease'],
  ['escalate-lead', 'escalate-officer'],
  ['target-P0', 'target-P1'],
  ['target-P1', 'target-P2'],
  ['target-P2', 'target-P3'],
];

/** Judges values against each other, as they would stand together after a change of `changed`. */
export function faultsTogether(
  values: SettingValues,
  changed: ReadonlySet<SettingKey>,
): SettingFault[] {
  return [...orderFaults(values, changed), ...keptTooShort(values, changed)];
}

function orderFaults(values: SettingValues, changed: ReadonlySet<SettingKey>): SettingFault[] {
  return ordered.flatMap(([low, high]): SettingFault[] => {
    if (!changed.has(low) && !changed.has(high)) return [];
    const [least, most] = [valueIn(values, low), valueIn(values, high)];
    if (typeof least !== 'number' || typeof most !== 'number' || least <= most) return [];
    return changed.has(low)
      ? [{ setting: low, fault: 'above', other: high, value: most }]
      : [{ setting: high, fault: 'below', other: low, value: least }];
  });
}

/** What may still be reopened must not have been erased. */
function keptTooShort(values: SettingValues, changed: ReadonlySet<SettingKey>): SettingFault[] {
  const reopen = valueIn(values, 'reopen-within');
  if (typeof reopen !== 'number') return [];
  const kept = Object.keys(definitions).filter((key) =>
    key.startsWith('retention-'),
  ) as SettingKey[];
  const short = kept.filter((key) => Number(valueIn(values, key)) < reopen);
  const concerned = changed.has('reopen-within') ? short : short.filter((key) => changed.has(key));
  const [first] = concerned;
  if (first === undefined) return [];
  return changed.has('reopen-within')
    ? [
        {
          setting: 'reopen-within',
          fault: 'above',
          other: first,
          value: Number(valueIn(values, first)),
        },
      ]
    : concerned.map((setting) => ({
        setting,
        fault: 'below',
        other: 'reopen-within',
        value: reopen,
      }));
}
