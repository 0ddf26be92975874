import sharp from 'sharp';

/** A picture as a line of small ones shows it, or as large as a screen. */
export const pictureSizes = ['small', 'large'] as const;
export type PictureSize = (typeof pictureSizes)[number];

/** The longest side, in pixels. */
const longest: Readonly<Record<PictureSize, number>> = { small: 240, large: 2_000 };
/** What unpacks to more pixels is no photograph but an attack on memory. */
const MOST_PIXELS = 60_000_000;

// Only the decoders of photographs: none that reads scripts, fonts, other files or addresses.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
    'VipsForeignLoadTiffBuffer',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

/**
 * Makes a picture anew from its pixels alone (MAIL-11): nothing of the file that came is in the one that
 * goes, neither place and camera nor what hides behind the picture. Null where it is none.
 */
export async function remakePicture(
  content: Uint8Array,
  size: PictureSize,
): Promise<Uint8Array | null> {
  try {
    return await sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
      .autoOrient()
      .resize({
        width: longest[size],
        height: longest[size],
        fit: 'inside',
        withoutEnlargement: true,
      })
      .webp({ quality: 82, effort: 2 })
      .toBuffer();
  } catch {
    return null;
  }
}
