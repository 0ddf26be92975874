import type { Act } from '@vigie/shared/access/may';
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import ApiAccess from './ApiAccess.svelte';
import HealthSection from './HealthSection.svelte';
import LocksSection from './LocksSection.svelte';
import MailboxesSection from './MailboxesSection.svelte';
import RetentionSection from './RetentionSection.svelte';
import SheetsSection from './SheetsSection.svelte';
import TargetsSection from './TargetsSection.svelte';
import TextsSection from './TextsSection.svelte';

/** A part of the administration, under an address of its own. */
export interface Section {
  readonly slug: string;
  readonly text: () => string;
  readonly act: Act;
  readonly component: Component;
}

/** The parts in the order in which they stand; another one joins by its line here. */
export const sections: readonly Section[] = [
  { slug: 'sante', text: m.admin_section_health, act: 'see-health', component: HealthSection },
  {
    slug: 'boites',
    text: m.admin_section_mailboxes,
    act: 'see-settings',
    component: MailboxesSection,
  },
  {
    slug: 'objectifs',
    text: m.admin_section_targets,
    act: 'see-settings',
    component: TargetsSection,
  },
  { slug: 'verrous', text: m.admin_section_locks, act: 'see-settings', component: LocksSection },
  { slug: 'textes', text: m.admin_section_texts, act: 'see-settings', component: TextsSection },
  {
    slug: 'fiches',
    text: m.admin_section_sheets,
    act: 'see-answer-sheets',
    component: SheetsSection,
  },
  {
    slug: 'conservation',
    text: m.admin_section_retention,
    act: 'see-settings',
    component: RetentionSection,
  },
  { slug: 'api', text: m.api_access, act: 'see-api-access', component: ApiAccess },
];
