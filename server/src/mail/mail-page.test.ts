import { describe, expect, test } from 'vitest';
import { pageOf } from './mail-page.ts';
import type { EmailFile } from './read-email.ts';

const remade = Buffer.from('made anew');
const logo: EmailFile = {
  name: 'logo.png',
  content: Buffer.from('as it came'),
  sha256: '',
  contentId: 'logo@exemple',
};
const page = (html: string) => pageOf(html, [logo], () => Promise.resolve(remade));

describe('[MAIL-10] nothing that acts, loads or styles is left of a page', () => {
  test.each([
    ['a script', '<script>alert(1)</script>a'],
    ['a handler', '<p onclick="alert(1)">a</p>'],
    ['a style', '<style>p{}</style><p style="background:url(//x.example)">a</p>'],
    ['a form', '<form action="//x.example"><input name="a"><button>b</button></form>a'],
    ['a drawing', '<svg><script>alert(1)</script><a href="//x.example">x</a></svg>a'],
    ['mathematics', '<math><mtext><img src=x onerror=alert(1)></mtext></math>a'],
    ['a frame', '<iframe srcdoc="<script>alert(1)</script>"></iframe>a'],
    ['a remote picture', '<img src="https://x.example/a.png" srcset="//x.example/b.png 2x">a'],
    ['a picture in place', '<img src="data:image/svg+xml,<svg onload=alert(1)>">a'],
    ['names', '<p id="app" class="panel" name="x">a</p>'],
    ['a base', '<base href="//x.example"><meta http-equiv="refresh" content="0;//x.example">a'],
    ['a link', '<a href="javascript:alert(1)">a</a>'],
    [
      'a table that calls home',
      '<table background="//x.example"><tr><td background="//x">a</table>',
    ],
    ['hidden markup', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">a'],
    [
      'mixed tongues',
      '<math><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">a',
    ],
    ['a template', '<template><script>alert(1)</script></template>a'],
    ['text of other rules', '<xmp><img src=x onerror=alert(1)></xmp><plaintext>a'],
  ])('%s', async (_what, html) => {
    const { html: cleaned } = await page(html);
    expect(cleaned).not.toMatch(
      /<(script|style|form|input|button|svg|math|iframe|base|meta|noscript|template|xmp|plaintext|a)\b/i,
    );
    expect(cleaned).not.toMatch(
      /<[^>]*\s(on\w+|style|class|id|name|href|src|srcset|background|action)\s*=/i,
    );
  });

  test('what was written stays', async () => {
    const { html } = await page(
      '<h1>Bonjour</h1><table><tr><td colspan="2">Été &amp; hiver</table>',
    );
    expect(html).toContain('<h1>Bonjour</h1>');
    expect(html).toContain('<td colspan="2">Été &amp; hiver</td>');
  });
});

test('[MAIL-10] a picture that came along stands in its place, made anew; one from elsewhere is told', async () => {
  const { html, leftOut } = await page('<img src="cid:logo%40exemple" width="20" onload="x()">');
  expect(html).toBe(
    `<img width="20" src="data:image/webp;base64,${remade.toString('base64')}" alt="" />`,
  );
  expect(leftOut).toBe(false);
  expect((await page('<img src="cid:none"><img src="http://x.example/pixel">')).leftOut).toBe(true);
});

test('[MAIL-10] links lead nowhere in the page, and are told with the host they truly go to', async () => {
  const { html, links } = await page(
    [
      '<a href="https://impots.gouv.fr.evil.example/a?b=1">impots.gouv.fr</a>',
      '<a href="https://impots.gouv.fr@evil.example/">ici</a>',
      '<a href="https://www.service-public.fr/x">service-public.fr</a>',
      '<a href="https://аpple.example/">Apple</a>',
      '<a href="mailto:a@b.example">écrire</a>',
    ].join(' '),
  );
  expect(html).toContain('impots.gouv.fr [1]');
  expect(html).not.toContain('href');
  expect(links).toEqual([
    {
      href: 'https://impots.gouv.fr.evil.example/a?b=1',
      host: 'impots.gouv.fr.evil.example',
      misleads: true,
    },
    { href: 'https://evil.example/', host: 'evil.example', misleads: false },
    { href: 'https://www.service-public.fr/x', host: 'www.service-public.fr', misleads: false },
    {
      href: 'https://xn--pple-43d.example/',
      host: 'аpple.example (xn--pple-43d.example)',
      misleads: false,
    },
    { href: 'mailto:a@b.example', host: 'a@b.example', misleads: false },
  ]);
});

describe('[MAIL-10] quoted history is folded, and nothing of it is lost', () => {
  const said = '<div>Merci, voici mon numéro.</div>';
  const old = 'Votre dossier est complet.';
  test.each([
    [
      'Gmail',
      `<div class="gmail_quote"><div class="gmail_attr">Le mar. 3 nov. 2026 à 10:12, X &lt;x@y.fr&gt; a écrit :<br></div><blockquote class="gmail_quote">${old}</blockquote></div>`,
    ],
    [
      'Thunderbird',
      `<div class="moz-cite-prefix">Le 03/11/2026 à 10:12, X a écrit :</div><blockquote type="cite">${old}</blockquote>`,
    ],
    [
      'iPhone',
      `<div>Le 3 nov. 2026 à 10:12, X &lt;x@y.fr&gt; a écrit :</div><blockquote type="cite"><div>${old}</div></blockquote>`,
    ],
    [
      'Outlook on the web',
      `<hr><div id="divRplyFwdMsg"><b>De :</b> X &lt;x@y.fr&gt;<br><b>Envoyé :</b> mardi 3 novembre 2026 10:12</div><div>${old}</div>`,
    ],
    [
      'Outlook',
      `<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>De :</b> X &lt;x@y.fr&gt;</p></div><p>${old}</p>`,
    ],
    [
      'Yahoo',
      `<div class="yahoo_quoted"><div>Le mardi 3 novembre 2026 à 10:12, X a écrit :</div><div>${old}</div></div>`,
    ],
    [
      'Orange',
      `<div>De : "X" &lt;x@y.fr&gt;<br>Envoyé: mardi 3 novembre 2026 10:12<br>À : moi</div><div>${old}</div>`,
    ],
    [
      'English',
      `<div>On Tue, Nov 3, 2026 at 10:12 AM X &lt;x@y.fr&gt; wrote:</div><blockquote>${old}</blockquote>`,
    ],
  ])('%s', async (_program, quoted) => {
    const { html } = await page(said + quoted);
    const folded = /<details><summary>…<\/summary>.*<\/details>/s.exec(html)?.[0] ?? '';
    expect(folded).toContain(old);
    expect(folded).not.toContain('voici mon numéro');
    expect(html).toContain('Merci, voici mon numéro.');
  });

  test('answers between the lines stay in sight', async () => {
    const { html } = await page(
      '<blockquote type="cite">Question une</blockquote><p>Oui.</p><blockquote type="cite">Question deux</blockquote><p>Non.</p>',
    );
    const open = html.replace(/<details>.*?<\/details>/gs, '');
    expect(open).toBe('<p>Oui.</p><p>Non.</p>');
  });

  test('a forwarded mail, and a page of history alone, stay open', async () => {
    const forwarded =
      '<p>Pour suite</p><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>De : X &lt;x@y.fr&gt;</div><p>Au secours</p></div>';
    expect((await page(forwarded)).html).not.toContain('<details>');
    expect((await page(`<blockquote type="cite">${old}</blockquote>`)).html).not.toContain(
      '<details>',
    );
  });
});

test('[MAIL-10] a page longer than a letter is refused, and a deep one is no danger', async () => {
  await expect(page('a'.repeat(2_000_001))).rejects.toThrow('longer');
  const { html } = await page(`${'<div>'.repeat(5_000)}fond`);
  expect(html.length).toBeLessThan(10_000);
});
