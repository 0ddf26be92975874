import type { Page } from '@playwright/test';
import type { RosterAnswer } from '@vigie/shared/wire/roster';

/** A day, in ms. */
export const dayMs = 86_400_000;

/** The roster as this person may read it, four weeks from tomorrow. */
export async function rosterOf(page: Page): Promise<RosterAnswer> {
  const from = new Date(Date.now() + dayMs).toISOString().slice(0, 10);
  const answer = await page.request.get(`/api/roster?from=${from}&days=28`);
  return (await answer.json()) as RosterAnswer;
}

let commands = 0;
/** Gives a command by HTTP, as a screen elsewhere would. */
export async function give(page: Page, url: string, command: object): Promise<{ ok: boolean }> {
  commands += 1;
  const answer = await page.request.post('/api/commands', {
    headers: { origin: url },
    data: { key: `e2e-roster-${String(Date.now())}-${String(commands)}`, command },
  });
  return (await answer.json()) as { ok: boolean };
}

/** What the rules would say to a command. */
export async function passes(page: Page, url: string, command: object): Promise<boolean> {
  const answer = await page.request.post('/api/roster/check', {
    headers: { origin: url },
    data: { command },
  });
  const check = (await answer.json()) as {
    refusal: string | null;
    findings: { severity: string }[];
  };
  return check.refusal === null && !check.findings.some(({ severity }) => severity === 'error');
}
