import { createHmac } from 'node:crypto';

/** The token that belongs to a command's author and key: told again to whoever repeats it, stored nowhere (LOG-6). */
export function tokenFor(secret: string, by: string, key: string): string {
  return `vigie_${derive(secret, `api-token\n${by}\n${key}`)}`;
}

/** What the deliveries of a webhook are signed with; it follows from the service's secret. */
export function webhookSecret(secret: string, webhookId: string): string {
  return `whsec_${derive(secret, `webhook\n${webhookId}`)}`;
}

function derive(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url');
}
