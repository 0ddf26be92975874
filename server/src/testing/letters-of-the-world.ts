const scripts = (
  'Latin Greek Cyrillic Armenian Hebrew Arabic Syriac Thaana Nko Devanagari Bengali Gurmukhi Gujarati ' +
  'Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Georgian Hangul Ethiopic ' +
  'Cherokee Canadian_Aboriginal Ogham Runic Tagalog Hanunoo Buhid Tagbanwa Khmer Mongolian Limbu Tai_Le ' +
  'Buginese Tai_Tham Balinese Sundanese Batak Lepcha Ol_Chiki Glagolitic Coptic Tifinagh Han Hiragana ' +
  'Katakana Bopomofo Yi Lisu Vai Bamum Javanese Cham Meetei_Mayek Linear_B Gothic Ugaritic Deseret ' +
  'Shavian Osmanya Osage Adlam Cuneiform Egyptian_Hieroglyphs Nushu Tangut Wancho'
).split(' ');

function lettersOf(script: string): string {
  const isLetter = new RegExp(`^(?=\\p{L})\\p{Script=${script}}$`, 'u');
  let found = '';
  // The old hieroglyphs and ideographs stand beyond the first plane.
  for (let code = 0x41; code < 0x20000 && [...found].length < 2; code += 1) {
    const sign = String.fromCodePoint(code);
    if (isLetter.test(sign) && sign === sign.normalize('NFC')) found += sign;
  }
  return found;
}

/** Two letters of each script, for names that no single font can show; written both ways. */
export const lettersOfTheWorld: readonly string[] = scripts.map(lettersOf);
