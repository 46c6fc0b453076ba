import { hash } from 'node:crypto';

/** The page's whole style: one file less to wait for, and the phone's own letters. */
export const pageStyle = `
:root{color-scheme:light dark;--bg:#f4f6f8;--surface:#fff;--ink:#14202a;--muted:#52616e;--line:#dde4e9;--edge:#7d8b97;--accent:#0b6b73;--on:#fff;--soft:#e4f1f2;--alarm:#b3261e;--alarm-bg:#fbe9e7}
@media (prefers-color-scheme:dark){:root{--bg:#0e151b;--surface:#162028;--ink:#e9eff3;--muted:#a3b3bf;--line:#283641;--edge:#6b7d8a;--accent:#5cc4cc;--on:#0e151b;--soft:#15343a;--alarm:#ff8a80;--alarm-bg:#3d1d1b}}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
main,header{max-width:36rem;margin:0 auto;padding:0 1rem}
main{padding-bottom:3rem}
header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.25rem 1rem;padding-top:.5rem}
.clinic{margin:0;font-weight:600;color:var(--accent)}
nav ul{display:flex;margin:0 -.5rem;padding:0;list-style:none}
nav a,nav strong{display:flex;align-items:center;justify-content:center;min-width:2.75rem;min-height:2.75rem;padding:0 .5rem;color:var(--ink);font-size:.9375rem;border-radius:.5rem}
nav strong{text-decoration:underline;text-decoration-thickness:3px;text-underline-offset:.375rem;text-decoration-color:var(--accent)}
nav a{color:var(--muted);text-decoration:none}
nav a:hover{color:var(--ink);text-decoration:underline}
h1{margin:.75rem 0 .25rem;font-size:1.625rem;line-height:1.2;letter-spacing:-.015em;text-wrap:balance}
h2{margin:0 0 .25rem;font-size:1.0625rem;line-height:1.35}
p{margin:0 0 .5rem}
a{color:var(--accent);text-underline-offset:.15em}
.lead{font-size:1.125rem}
.small,.ends,.hint{color:var(--muted);font-size:.9375rem;line-height:1.45}
.card{margin:1rem 0;padding:1rem;background:var(--surface);border:1px solid var(--line);border-radius:.875rem}
.questions{padding:0 1rem}
fieldset,.box{min-width:0;margin:0;padding:1rem 0;border:0}
fieldset+fieldset,fieldset+.box,.box+fieldset{border-top:1px solid var(--line)}
legend{float:left;width:100%;margin:0 0 .5rem;padding:0;font-weight:600;line-height:1.35;text-wrap:pretty}
legend+*{clear:both}
.scale{display:grid;grid-template-columns:repeat(var(--n),1fr);gap:.375rem}
.n2{--n:2}.n4{--n:2}.n5{--n:5}.n7{--n:7}.n11{--n:11}
.n7,.n11{gap:.125rem}
.scale label{position:relative;display:block}
.scale input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.scale label>span,.scale button{display:flex;align-items:center;justify-content:center;min-height:3rem;padding:.25rem;border:1.5px solid var(--edge);border-radius:.625rem;background:var(--surface);font-weight:600;font-size:1.125rem;line-height:1.2;text-align:center;font-variant-numeric:tabular-nums}
.n2 span,.n4 span{font-size:1rem}
.n11 label>span{min-height:3.5rem;padding:0;font-size:.9375rem;border-radius:.375rem}
@media (hover:hover){.scale input:hover:not(:checked)+span,.scale button:hover:not([aria-pressed=true]){filter:none;border-color:var(--accent);background:var(--soft)}}
.scale button{width:auto;color:var(--ink)}
.scale input:checked+span,.scale button[aria-pressed=true]{border-color:var(--accent);background:var(--accent);color:var(--on);box-shadow:0 0 0 2px var(--surface),0 0 0 4px var(--accent)}
.scale input:focus-visible+span{outline:3px solid var(--ink);outline-offset:4px}
.ends{display:flex;flex-wrap:wrap;justify-content:space-between;gap:1rem;margin:.375rem 0 0;font-size:.875rem;line-height:1.3}
.ends span{white-space:nowrap}
.ends span:last-child{margin-inline-start:auto;text-align:end}
.kept{margin:.5rem 0 0;padding-inline-start:.75rem;border-inline-start:.25rem solid var(--accent);font-weight:600}
.more{margin:2rem 0 .25rem;font-size:1.25rem}
.enter{position:absolute;left:-99rem;width:3rem}
.hint{margin:.5rem 0 0}
.v{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
textarea{display:block;width:100%;min-height:6.5rem;padding:.625rem .75rem;border:1.5px solid var(--edge);border-radius:.625rem;background:var(--surface);color:var(--ink);font:inherit;resize:vertical}
label.q{display:block;margin:0 0 .5rem;font-weight:600;line-height:1.35}
button{display:block;width:100%;min-height:3.25rem;padding:.75rem 1rem;border:1.5px solid var(--accent);border-radius:.75rem;font:inherit;font-weight:600;cursor:pointer}
.go{background:var(--accent);color:var(--on);font-size:1.125rem}
.no{background:transparent;color:var(--ink);border-color:var(--edge)}
button:hover{filter:brightness(1.08)}
.no:hover{border-color:var(--ink)}
:focus-visible{outline:3px solid var(--ink);outline-offset:3px;border-radius:.5rem}
.fault{padding:.75rem 1rem;border-inline-start:.375rem solid var(--alarm);border-radius:.5rem;background:var(--alarm-bg);font-weight:600}
.mark{display:block;width:3.5rem;height:3.5rem;margin:2rem 0 0;color:var(--accent)}
details{padding:.25rem 0}
summary{display:flex;align-items:center;min-height:2.75rem;font-weight:600;cursor:pointer}
summary::before{content:"▸";width:1.25rem;color:var(--accent)}
details[open]>summary::before{content:"▾"}
summary::-webkit-details-marker{display:none}
details ul{margin:.25rem 0 .5rem;padding-inline-start:1.25rem;font-size:.9375rem;line-height:1.45}
details li{margin:0 0 .375rem}
@media (max-width:23rem){main,header{padding-inline:.625rem}.questions{padding-inline:.5rem}.n11{gap:1px}}
@media (min-width:30rem){.n4{--n:4}.n11 label>span{font-size:1rem}}
@media (forced-colors:active){.scale button{width:auto;color:var(--ink)}
.scale input:checked+span,.scale button[aria-pressed=true]{border:4px solid Highlight;forced-color-adjust:none;background:Highlight;color:HighlightText}}
@media print{nav,button{display:none}}
`;

/** Allows exactly this style and nothing else: no script, no picture, no other address. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', pageStyle, 'base64')}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');
