import type { Scope } from '@vigie/shared/api-access/scope';

/** Which scope opens which read to a token. What stands nowhere is for people alone (ACCESS-1). */
const reads: Readonly<Record<string, Scope>> = {
  '/api/tickets': 'read-tickets',
  '/api/tickets/:id': 'read-tickets',
  '/api/search': 'read-tickets',
  '/api/mails/:id/raw': 'read-mails',
  '/api/mails/:id/files/:place': 'read-mails',
  '/api/mails/:id/files/:place/picture': 'read-mails',
  '/api/machine-mails': 'read-mails',
  '/api/outbox': 'read-room',
  '/api/handovers': 'read-room',
  '/api/handovers/:id': 'read-room',
  '/api/handovers/figures': 'read-room',
  '/api/people': 'read-people',
  '/api/log': 'read-log',
  '/api/log/export': 'read-log',
  '/api/log/chain': 'read-log',
  '/api/operations': 'watch-operations',
};

/** True where a token of these scopes may ask the route. Of commands, the desk judges each by itself. */
export function opensRoute(
  scopes: readonly Scope[],
  method: string,
  route: string | undefined,
): boolean {
  if (route === '/api/commands') return method === 'POST';
  const scope = route === undefined ? undefined : reads[route];
  return scope !== undefined && (method === 'GET' || method === 'HEAD') && scopes.includes(scope);
}
