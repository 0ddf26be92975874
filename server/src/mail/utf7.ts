/** Decodes UTF-7 (RFC 2152), which no browser and no server knows any more; a few old mails still bear it. */
export function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_run, encoded: string) =>
    encoded === '' ? '+' : wide(Buffer.from(encoded, 'base64')),
  );
}

function wide(bytes: Buffer): string {
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return Buffer.from(whole).swap16().toString('utf16le');
}
