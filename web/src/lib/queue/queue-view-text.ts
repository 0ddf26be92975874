import { m } from '#lib/paraglide/messages.js';
import type { QueueViewName } from './queue-view.ts';

/** A view as screens name it. */
export function queueViewText(view: QueueViewName): string {
  return texts[view]();
}

const texts: Record<QueueViewName, () => string> = {
  'a-prendre': m.view_to_take,
  'mes-dossiers': m.view_mine,
  attente: m.view_waiting,
  ouverts: m.view_open,
  repondus: m.view_answered,
  clos: m.view_closed,
  violences: m.view_violence,
  quarantaine: m.view_quarantine,
  automatique: m.view_machine,
};
