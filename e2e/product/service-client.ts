import { agent } from './production-service.ts';

interface Answer {
  readonly ok: boolean;
  readonly token?: number;
  readonly replyId?: string;
}

/** Ana at work on a running service, by the routes that a screen uses. */
export class ServiceClient {
  readonly #url: string;
  #cookie = '';
  #keys = 0;

  constructor(url: string) {
    this.#url = url;
  }

  /** Her session as a cookie header; signs in at the first call. */
  async cookie(): Promise<string> {
    if (!this.#cookie) {
      const response = await this.#post('/api/session', agent);
      this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    }
    return this.#cookie;
  }

  /** Gives a command; throws where it is refused. */
  async command(command: object): Promise<Answer> {
    const answer = await this.ask(command);
    if (!answer.ok) throw new Error(`a command was refused: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Gives a command, and resolves with what the service says, a refusal included. */
  async ask(command: object): Promise<Answer> {
    await this.cookie();
    this.#keys += 1;
    const key = `service-client-${String(this.#keys).padStart(8, '0')}`;
    const response = await this.#post('/api/commands', { key, command });
    return (await response.json()) as Answer;
  }

  /** What a route of the service answers her. */
  async get(path: string): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, {
      headers: { cookie: await this.cookie() },
    });
    return response.json();
  }

  #post(path: string, body: object): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.#cookie },
      body: JSON.stringify(body),
    });
  }
}
