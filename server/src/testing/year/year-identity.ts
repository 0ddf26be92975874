import { textIn } from '@vigie/shared/settings/settings';
import type { ServiceIdentity } from '../../mail/service-identity.ts';

/** The service of the year to its citizens. */
export const identity: ServiceIdentity = {
  contact: 'contact@vigie.example',
  serviceName: 'Commissariat numérique',
  postalAddress: ['1 place de l’Exemple', '75000 Exemple'],
  telephone: '01 99 00 00 00',
  acknowledgement: textIn({}, 'acknowledgement'),
  signature: textIn({}, 'signature'),
  secret: 'the secret of a year that never was',
};
