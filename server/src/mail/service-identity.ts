import type { ServiceTexts } from '../settings/settings-in-force.ts';

/** Who the service is to citizens by one of its mailboxes, and what it signs with. */
export interface ServiceIdentity extends ServiceTexts {
  /** The address that citizens write to. */
  readonly contact: string;
  /** Signs our Message-IDs and reply addresses (MAIL-5). */
  readonly secret: string;
}

/** What of an identity belongs to the mailbox rather than to the service. */
export interface OwnIdentity {
  readonly contact: string;
  readonly secret: string;
  /** Words under each answer; null takes the service's. */
  readonly signature: string | null;
}

/** The service's identity by one mailbox. Its words are read anew at each use: a change counts at once. */
export function serviceIdentity(texts: ServiceTexts, own: OwnIdentity): ServiceIdentity {
  return {
    contact: own.contact,
    secret: own.secret,
    get serviceName() {
      return texts.serviceName;
    },
    get postalAddress() {
      return texts.postalAddress;
    },
    get telephone() {
      return texts.telephone;
    },
    get acknowledgement() {
      return texts.acknowledgement;
    },
    get signature() {
      return own.signature ?? texts.signature;
    },
  };
}

/** The domain under which our Message-IDs stand. */
export function domainOf(contact: string): string {
  return contact.slice(contact.lastIndexOf('@') + 1);
}
