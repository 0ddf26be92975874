import type { Attachment } from 'svelte/attachments';

/** Something drawn on a canvas that can be shown new data, and must be ended. */
export interface CanvasDrawing<Data> {
  show(data: Data): void;
  end(): void;
}

/**
 * Attaches a drawing to a canvas: `begin` loads and makes it once, it is shown what `data` reads
 * whenever that changes, and it ends with the canvas.
 */
export function drawing<Data>(
  begin: () => Promise<(canvas: HTMLCanvasElement) => CanvasDrawing<Data>>,
  data: () => Data,
): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    let drawn = $state.raw<CanvasDrawing<Data> | null>(null);
    let isGone = false;
    void begin().then((make) => {
      if (!isGone) drawn = make(canvas);
    });
    $effect(() => drawn?.show(data()));
    return () => {
      isGone = true;
      drawn?.end();
    };
  };
}
