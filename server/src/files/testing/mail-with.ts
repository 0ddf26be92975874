/** A citizen's mail that bears these files, as bytes. */
export function mailWith(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const parts = Object.entries(files).map(([name, content]) =>
    [
      '--b',
      'Content-Type: application/octet-stream',
      `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(content).toString('base64'),
    ].join('\r\n'),
  );
  const head = [
    'From: Marie <marie@exemple.example>',
    'Subject: Pièces',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'Voici.',
  ].join('\r\n');
  return Buffer.from([head, ...parts, '--b--', ''].join('\r\n'));
}
