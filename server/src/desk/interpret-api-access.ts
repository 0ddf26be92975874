import { createHash } from 'node:crypto';
import type { Key } from '@vigie/db/event-log';
import { apiAccessStreamId } from '@vigie/shared/api-access/api-access';
import { decideApiAccess, type ApiAccessCommand } from '@vigie/shared/api-access/decide';
import type { Asking, CommandOf, Deliberation, Plan, Told } from './plan.ts';

type ApiAccessCommandOfWire = CommandOf<
  'create-token' | 'revoke-token' | 'create-webhook' | 'remove-webhook'
>;

/** What the ways in and out need of this installation. */
export interface ApiAccessKeeping {
  /** The token that belongs to a command's author and key: the same for the same, and stored nowhere. */
  readonly tokenFor: (by: string, key: string) => string;
  /** What a webhook's deliveries are signed with. */
  readonly webhookSecret: (webhookId: string) => string;
  /** True where this installation may call that address. */
  readonly mayCall: (url: string) => boolean;
}

/** Reads what the commissioner wants of tokens and webhooks. Secrets are told once, beside the answer. */
export function interpretApiAccess(
  command: ApiAccessCommandOfWire,
  asking: Asking,
  keeping: ApiAccessKeeping,
): Plan {
  switch (command.type) {
    case 'create-token':
      return createToken(command, asking, keeping);
    case 'create-webhook': {
      const webhookId = asking.newId();
      const urlAllowed = keeping.mayCall(command.url);
      const made = plan(() => ({ ...command, webhookId, urlAllowed }), [], { webhookId });
      return { ...made, reveal: (told) => secretOf(told.webhookId, keeping) };
    }
    case 'revoke-token':
    case 'remove-webhook':
      return plan(() => command);
  }
}

function createToken(
  command: CommandOf<'create-token'>,
  { by, key, newId }: Asking,
  keeping: ApiAccessKeeping,
): Plan {
  const { personId } = command;
  const secret = keeping.tokenFor(by, key);
  const sha256 = createHash('sha256').update(secret).digest('hex');
  const tokenId = newId();
  const made = plan(
    ({ loaded }) => ({ ...command, tokenId, person: loaded.person(personId), sha256 }),
    [{ kind: 'person', id: personId }],
    { tokenId },
  );
  return { ...made, reveal: () => ({ secret }) };
}

function secretOf(webhookId: string | undefined, { webhookSecret }: ApiAccessKeeping) {
  return webhookId === undefined ? {} : { secret: webhookSecret(webhookId) };
}

function plan(
  command: (now: Deliberation) => ApiAccessCommand,
  keys: readonly Key[] = [],
  told: Told = {},
): Plan {
  return {
    keys: [{ kind: 'api-access' }, ...keys],
    judge: (now) => {
      const { loaded, actor, at } = now;
      const decision = decideApiAccess(loaded.apiAccess(), command(now), actor, at);
      if (!decision.ok) return decision;
      const { events } = decision;
      const append = { stream: 'api-access', id: apiAccessStreamId, events } as const;
      return { ok: true, appends: [append], writes: {}, tell: () => told };
    },
  };
}
