import sharp from 'sharp';
import { expect, test } from 'vitest';
import { remakePicture } from './picture.ts';

const photograph = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#345' } }).withExif({
    IFD0: { Copyright: 'canari' },
    IFD3: { GPSLatitude: '48/1 51/1 30/1', GPSLatitudeRef: 'N' },
  });

test('[MAIL-11] a picture is made anew, smaller, and without what its file said besides', async () => {
  const original = Buffer.concat([
    await photograph().jpeg().toBuffer(),
    Buffer.from('<script>canari</script>'),
  ]);
  const remade = await remakePicture(original, 'small');
  if (!remade) throw new Error('no picture came');
  const told = await sharp(remade).metadata();
  expect(told).toMatchObject({ format: 'webp', width: 240, height: 160 });
  expect(told.exif).toBeUndefined();
  expect(Buffer.from(remade).includes('canari')).toBe(false);
});

test('[MAIL-11] a photograph taken upright stands upright', async () => {
  const lying = await photograph().withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const remade = await remakePicture(lying, 'large');
  expect(await sharp(remade ?? '').metadata()).toMatchObject({ width: 600, height: 900 });
});

test.each([
  ['a drawing with scripts', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
  ['no picture at all', 'GIF89a and nothing'],
  ['a PDF', '%PDF-1.7'],
])('[MAIL-11] %s gives no picture', async (_what, content) => {
  expect(await remakePicture(Buffer.from(content), 'small')).toBeNull();
});

test('[MAIL-11] a picture of more pixels than memory holds gives none', async () => {
  const wide = await sharp({
    create: { width: 9_000, height: 9_000, channels: 3, background: 'white' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer();
  expect(wide.length).toBeLessThan(1_000_000);
  expect(await remakePicture(wide, 'small')).toBeNull();
});
