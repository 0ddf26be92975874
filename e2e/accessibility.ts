import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds by the rules of WCAG 2.2 AA on a page, or within what a selector names, each with the
 * elements it is about.
 */
export async function findings(page: Page, within = 'html'): Promise<string[]> {
  await movementsEnd(page);
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** What fades in is judged as it will stand: half way its colours are nobody's. */
async function movementsEnd(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((one) => one.finished)),
  );
}

/** True where the page must be moved sideways to be read: a phone's reader would lose the line. */
export async function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth;
  });
}

/** What is too small for a finger (WCAG 2.5.8: 24 px), but for links within a sentence. */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const least = 24;
    const targets = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, [role="button"], [role="menuitem"]',
    );
    return (
      [...targets]
        .filter((target) =>
          target.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }),
        )
        .filter(
          (target) => getComputedStyle(target).position !== 'absolute' || target.offsetWidth > 1,
        )
        .filter((target) => !(target.matches('a') && target.closest('p, td, dd')))
        // The label around a box is pressed with it.
        .map((target) => ({
          target,
          box: (target.closest('label') ?? target).getBoundingClientRect(),
        }))
        .filter(({ box }) => box.width > 1 && (box.width < least - 0.5 || box.height < least - 0.5))
        .map(
          ({ target, box }) =>
            `${String(Math.round(box.width))}×${String(Math.round(box.height))} ${target.outerHTML.slice(0, 140)}`,
        )
    );
  });
}
