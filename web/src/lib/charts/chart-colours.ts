/** Colours of the theme as a canvas understands them. */
export interface ChartColours {
  readonly ink: string;
  readonly line: string;
  readonly accent: string;
  readonly wash: string;
  readonly median: string;
  readonly target: string;
}

/** Reads the theme's colours where the canvas stands: a canvas knows neither variables nor `light-dark()`. */
export function chartColours(host: HTMLElement): ChartColours {
  const probe = document.createElement('span');
  host.append(probe);
  const read = (colour: string) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ink: read('var(--ink-3)'),
    line: read('var(--line-soft)'),
    accent: read('var(--accent)'),
    wash: read('var(--accent-wash)'),
    median: read('var(--ink-2)'),
    target: read('var(--p1)'),
  };
  probe.remove();
  return colours;
}
