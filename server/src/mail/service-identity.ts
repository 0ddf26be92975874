/** Who the service is to citizens, and what it signs with. */
export interface ServiceIdentity {
  /** The address that citizens write to. */
  readonly contact: string;
  readonly serviceName: string;
  /** Lines of the postal address (CRPA R112-11-1). */
  readonly postalAddress: readonly string[];
  readonly telephone: string;
  /** Signs our Message-IDs and reply addresses (MAIL-5). */
  readonly secret: string;
}

/** The domain under which our Message-IDs stand. */
export function domainOf(contact: string): string {
  return contact.slice(contact.lastIndexOf('@') + 1);
}
