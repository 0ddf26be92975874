/**
 * Leads the focus to a place of refuge when what had it has left the screen: whoever works by the
 * keyboard must not start again from the top of the page. Judged once the dialog has gone.
 */
export function keepFocus(refuge: HTMLElement | undefined): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) refuge?.focus();
  });
}
