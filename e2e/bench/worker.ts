import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';

/** A process of the bench's own, asked one question at a time. */
export class Worker<Questions extends Record<string, [question: unknown, answer: unknown]>> {
  readonly #child: ChildProcess;

  /** Starts the file, which must call `answerQuestions`. */
  constructor(file: string, options: Pick<ForkOptions, 'env' | 'execArgv'> = {}) {
    this.#child = fork(file, { ...options, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  }

  /** Asks, and rejects when the process ends before it answers. */
  ask<Q extends keyof Questions & string>(
    name: Q,
    question: Questions[Q][0],
  ): Promise<Questions[Q][1]> {
    return new Promise((resolve, reject) => {
      const ended = () =>
        reject(new Error(`a process of the bench ended before it answered ${name}`));
      this.#child.once('exit', ended);
      this.#child.once('message', (answer) => {
        this.#child.off('exit', ended);
        resolve(answer);
      });
      this.#child.send({ name, question });
    });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill();
    await ended;
  }
}

type Answers<Questions extends Record<string, [question: unknown, answer: unknown]>> = {
  [Q in keyof Questions]: (question: Questions[Q][0]) => Promise<Questions[Q][1]>;
};

/** The child's side: answers each question of the parent in turn. */
export function answerQuestions<
  Questions extends Record<string, [question: unknown, answer: unknown]>,
>(answers: Answers<Questions>): void {
  process.on('message', (message: { name: keyof Questions; question: never }) => {
    void answers[message.name](message.question).then((answer) => process.send?.(answer ?? null));
  });
}
