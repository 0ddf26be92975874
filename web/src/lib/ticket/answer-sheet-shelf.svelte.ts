import { createContext } from 'svelte';
import {
  answerSheets,
  type AnswerSheet,
  type AnswerSheets,
} from '@vigie/shared/settings/answer-sheets';
import type { CategoryKey } from '@vigie/shared/triage/categories';
import { answerSheetsSchema } from '@vigie/shared/wire/administration';
import { getJson } from '#lib/http/api.ts';
import type { LiveFeed } from '#lib/live/live-feed.svelte.ts';

/** The answer sheets as the service has them now; before the first answer, as they were first written. */
export class AnswerSheetShelf {
  #sheets = $state.raw<AnswerSheets>(answerSheets({}));

  of(category: CategoryKey): AnswerSheet {
    return this.#sheets[category];
  }

  /** Reads them, and again when somebody changes one, until what it returns is called. */
  attend(live: Pick<LiveFeed, 'onNews'>): () => void {
    void this.#read();
    return live.onNews((news) => {
      if (!news.length || news.some(({ type }) => type === 'setting-changed')) void this.#read();
    });
  }

  async #read(): Promise<void> {
    const result = await getJson('/api/answer-sheets', answerSheetsSchema);
    if (result.ok) this.#sheets = result.value;
  }
}

export const [useAnswerSheets, provideAnswerSheets] = createContext<AnswerSheetShelf>();
