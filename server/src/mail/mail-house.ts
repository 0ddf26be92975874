import type { Mailbox } from '@vigie/shared/mailbox/mailbox';
import type { Desk } from '../desk/desk.ts';
import type { Health } from '../live/live-hub.ts';
import { defaultAutomaticMailRules } from './acknowledge.ts';
import { doubtRestored } from './doubt-restored.ts';
import { MailPost, type MailPostParts } from './mail-post.ts';
import type { MailSecrets } from './mail-secrets.ts';
import type { Mailboxes } from './mailboxes.ts';
import type { ChildLimits } from './child-worker.ts';
import { MailParser, type SenderChecks } from './parser.ts';
import { MailReceiver } from './receive-mail.ts';
import { serviceIdentity } from './service-identity.ts';

export interface MailHouseParts extends Omit<
  MailPostParts,
  'mailbox' | 'passwords' | 'receiver' | 'parser'
> {
  readonly desk: Pick<Desk, 'system' | 'systemPlanned'>;
  readonly mailboxes: Mailboxes;
  readonly secrets: Pick<MailSecrets, 'of'>;
  readonly parserLimits?: ChildLimits | undefined;
  /** Null where nothing may leave the machine: nobody is asked what proves a sender. */
  readonly senders: SenderChecks | null;
}

/**
 * All that deals in mail: each active mailbox has its post, which is opened, changed and closed with
 * it while the service runs. What waits to leave from a paused one waits on.
 */
export class MailHouse {
  readonly #parts: MailHouseParts;
  readonly #parser: MailParser;
  readonly #receiver: MailReceiver;
  readonly #posts = new Map<string, MailPost>();
  #unfollow: () => void = () => undefined;
  /** One change after the other: no mailbox is ever worked on by two posts. */
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(parts: MailHouseParts) {
    this.#parts = parts;
    const { timers, texts, secret, parserLimits, senders } = parts;
    this.#parser = new MailParser(timers, parserLimits, undefined, senders);
    this.#receiver = new MailReceiver({
      ...parts,
      parser: this.#parser,
      rules: defaultAutomaticMailRules,
      // Each post says on whose behalf mail is taken in; this speaks for none.
      identity: serviceIdentity(texts, { contact: '', secret, signature: null }),
      since: Infinity,
    });
  }

  async start(): Promise<void> {
    await doubtRestored(this.#parts);
    const { mailboxes } = this.#parts;
    this.#unfollow = mailboxes.onChange((mailbox) => this.#follow(mailbox));
    for (const mailbox of mailboxes.all()) await this.#man(mailbox);
  }

  /** The worst of all mailboxes: that is what a heartbeat tells. */
  health(): Health {
    const posts = [...this.#posts.values()];
    return {
      mailbox:
        worst(
          posts.map(({ standing }) => standing),
          standings,
        ) ?? 'none',
      outbox:
        worst(
          posts.map(({ outbox }) => outbox),
          outboxStates,
        ) ?? 'well',
    };
  }

  /** The post of a mailbox; null where it is paused or removed. */
  postOf(mailboxId: string): Pick<MailPost, 'health' | 'standing' | 'outbox'> | null {
    return this.#posts.get(mailboxId) ?? null;
  }

  /** Resolves when every change of a mailbox so far has been carried out. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unfollow();
    await this.#turn;
    await Promise.all([...this.#posts.values()].map((post) => post.close()));
    this.#parser.close();
  }

  #follow(mailbox: Mailbox): void {
    this.#turn = this.#turn
      .then(() => this.#man(mailbox))
      .catch((error: unknown) => {
        const context = { err: error, mailboxId: mailbox.id };
        this.#parts.logger.error(context, 'a mailbox could not be brought up to its settings');
      });
  }

  async #man(mailbox: Mailbox): Promise<void> {
    if (this.#closed) return;
    const { id } = mailbox;
    await this.#posts.get(id)?.close();
    this.#posts.delete(id);
    if (mailbox.state !== 'active') return;
    const passwords = this.#parts.secrets.of(id);
    const own = { receiver: this.#receiver, parser: this.#parser };
    const post = new MailPost({ ...this.#parts, ...own, mailbox, passwords });
    this.#posts.set(id, post);
    await post.start();
  }
}

/** From the worst to the best. */
const standings = ['refused', 'silent', 'connecting', 'well', 'none'] as const;
const outboxStates = ['refused', 'delayed', 'well'] as const;

function worst<T>(found: readonly T[], order: readonly T[]): T | undefined {
  return order.find((state) => found.includes(state));
}
