/** A fault that strikes once, at the next passing of a step of the dialogue. */
export interface Fault<Step extends string, Kind extends string> {
  readonly step: Step;
  readonly kind: Kind;
  /** What happens at that very moment, such as the end of our process or an expunge by somebody else. */
  readonly meanwhile?: () => Promise<void>;
  /** … before the server hears of the step, or once it has done it and its answer is held back. */
  readonly moment?: 'asked' | 'answered';
}

/** Where a proxy asks whether a fault is due; a test arms it and waits until it has struck. */
export class FaultPoint<Step extends string, Kind extends string> {
  #armed: Fault<Step, Kind> | null = null;
  #tellStruck: () => void = () => undefined;
  /** Resolves when the armed fault has begun. */
  struck: Promise<void> = Promise.resolve();

  arm(fault: Fault<Step, Kind>): void {
    this.#armed = fault;
    this.struck = new Promise((resolve) => (this.#tellStruck = resolve));
  }

  /** The fault of this step, if it is due; it is not due again. */
  async take(step: Step): Promise<Fault<Step, Kind> | null> {
    const fault = this.#armed;
    if (fault?.step !== step) return null;
    this.#armed = null;
    if (fault.moment !== 'answered') await this.#strike(fault);
    return fault;
  }

  /** The step's answer is there, and held back. */
  async answered(fault: Fault<Step, Kind>): Promise<void> {
    if (fault.moment === 'answered') await this.#strike(fault);
  }

  async #strike(fault: Fault<Step, Kind>): Promise<void> {
    await fault.meanwhile?.();
    this.#tellStruck();
  }
}
