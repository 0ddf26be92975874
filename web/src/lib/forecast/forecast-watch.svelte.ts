import { forecastAnswerSchema } from '@vigie/shared/wire/forecast';
import { Asked } from '#lib/http/asked.svelte.ts';

/** The server reckons once a minute: so often a screen asks, in ms. */
const everyMs = 20_000;

/** The forecast as the server last told it (MET-4). Asked for again while somebody looks. */
export class ForecastWatch {
  readonly #asked = new Asked(forecastAnswerSchema);
  readonly #path: string;

  constructor(path = '/api/forecast') {
    this.#path = path;
  }

  /** Null before the first answer. */
  readonly answer = $derived.by(() => this.#asked.value);
  readonly refusal = $derived.by(() => this.#asked.refusal);

  /** Asks now and then from now on; the owner must call what it returns. */
  follow(): () => void {
    const ask = () => void this.#asked.ask(this.#path);
    ask();
    const timer = setInterval(ask, everyMs);
    return () => clearInterval(timer);
  }
}
