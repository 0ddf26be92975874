/** Two tones, a third apart, as long as somebody in danger waits: seconds of each, and of the silence after. */
const tones = [880, 698] as const;
const toneSeconds = 0.22;
const roundMs = 2_600;
const loudness = 0.25;

/** The sound of a P0 (MAIL-14). It rings until it is told to stop, and knows when the browser forbids it. */
export class AlarmBell {
  #context: AudioContext | null = null;
  #blocked = $state(false);

  /** True while it should ring and the browser lets nothing sound: the screen must say so. */
  get blocked(): boolean {
    return this.#blocked;
  }

  /** Rings until the returned function is called. */
  ring(): () => void {
    void this.#wake();
    const round = () => this.#sound();
    round();
    const timer = setInterval(round, roundMs);
    return () => {
      clearInterval(timer);
      this.#blocked = false;
    };
  }

  /** Tries again, after the click without which browsers allow no sound. */
  async allow(): Promise<void> {
    await this.#wake();
    this.#sound();
  }

  close(): void {
    void this.#context?.close();
    this.#context = null;
  }

  async #wake(): Promise<void> {
    this.#context ??= new AudioContext();
    // It stays pending, rather than fail, where the browser waits for a click.
    void this.#context.resume().then(() => this.#look());
    await Promise.resolve();
    this.#look();
  }

  #look(): void {
    this.#blocked = this.#context?.state !== 'running';
  }

  #sound(): void {
    const context = this.#context;
    this.#look();
    if (context?.state !== 'running') return;
    for (const [place, hertz] of tones.entries()) {
      const from = context.currentTime + place * toneSeconds;
      const [tone, gain] = [context.createOscillator(), context.createGain()];
      tone.frequency.value = hertz;
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(loudness, from + 0.02);
      gain.gain.linearRampToValueAtTime(0, from + toneSeconds);
      tone.connect(gain).connect(context.destination);
      tone.start(from);
      tone.stop(from + toneSeconds);
    }
  }
}
