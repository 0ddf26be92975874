import { z } from 'zod';

/** Where the links of a mail's designed form go (MAIL-10). */
export const pageLinksSchema = z.object({
  /** In the order of the numbers that stand behind their words in the page. */
  links: z.array(
    z.object({
      href: z.string(),
      /** The true host; of a mail or telephone link, its address or number. */
      host: z.string(),
      /** True where the words of the link name another host. */
      misleads: z.boolean(),
    }),
  ),
  /** True where pictures from elsewhere were left out. */
  leftOut: z.boolean(),
});
export type PageLinks = z.infer<typeof pageLinksSchema>;
