/** The instant that the frieze stands at, and how one leads it elsewhere. */
export interface FriezeTime {
  readonly at: number;
  /** Nobody looks beyond: the present, or the end of a shift that is over. */
  readonly untilMs: number;
  readonly isPast: boolean;
  readonly onseek: (ms: number) => void;
  /** Asks for any instant by date and time. */
  readonly onpick: () => void;
}
