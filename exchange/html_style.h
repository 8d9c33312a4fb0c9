// The style of html.cpp's page.
#pragma once

namespace earned::exchange {

inline constexpr char page_style[] = R"css(
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--page:#fff;--rule:#d9dee5;--head:#f2f4f7;--link:#1d5fa8;
--good:#1a7340;--bad:#b3261e;--s0:#2f6db3;--s1:#e0912f;--s2:#3c9a7a;--s3:#a65a9b;--s4:#7b8794;--s5:#c2503d}
@media(prefers-color-scheme:dark){:root{--ink:#e4e8ee;--soft:#9aa5b4;--page:#14181f;--rule:#343c48;--head:#1e242e;
--link:#7fb4ee;--good:#5fc48a;--bad:#ff8a80;--s0:#5b9be0;--s1:#e8a54e;--s2:#5cbf9c;--s3:#c78bbd;--s4:#98a4b3;--s5:#e07a68}}
*{box-sizing:border-box}
body{margin:0;padding:1.5rem clamp(1rem,1.5vw,3rem) 4rem;background:var(--page);color:var(--ink);line-height:1.45;
font:15px/1.45 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,"PingFang SC","Hiragino Sans GB","Microsoft YaHei",
"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif}
h1{font-size:1.6rem;margin:0 0 1rem}
h2{font-size:1.25rem;margin:0 0 .6rem}
h3{font-size:1rem;margin:1.2rem 0 .4rem}
a{color:var(--link)}
nav{margin-bottom:2rem}
nav ol{margin:0;padding:0;columns:2 22rem;max-width:62rem}
nav li{margin-left:2rem}
section{border-top:2px solid var(--rule);padding-top:1.4rem;margin-top:2.4rem}
dl{display:flex;flex-wrap:wrap;gap:.35rem 1.6rem;margin:0 0 1rem}
dl div{display:flex;gap:.5rem}
dt{color:var(--soft)}
dd{margin:0}
figure{margin:0 0 1.2rem;max-width:62rem}
figcaption{color:var(--soft);margin-bottom:.3rem}
svg{display:block;width:100%;height:auto}
.scroll{overflow:auto;max-height:80vh;border:1px solid var(--rule);border-radius:4px;width:fit-content;max-width:100%}
table{border-collapse:separate;border-spacing:0;font-variant-numeric:tabular-nums;font-size:.82rem}
th,td{padding:.3rem .5rem;text-align:left;vertical-align:top;white-space:nowrap;border-bottom:1px solid var(--rule)}
thead th{position:sticky;top:0;background:var(--head);z-index:2;vertical-align:bottom;white-space:normal;min-width:4.5rem}
tbody th{font-weight:400;position:sticky;left:0;background:var(--page);z-index:1}
tbody tr:last-child>*{border-bottom:0}
.n{text-align:right}
.t{max-width:24rem;overflow:hidden;text-overflow:ellipsis}
.total>*,.subtotal>*{font-weight:600;border-top:1px solid var(--ink);background:var(--head)}
.total>*{border-bottom:3px double var(--ink)!important}
tbody tr.total:last-child>*{position:sticky;bottom:0;z-index:1}
.section>*{font-weight:600;background:var(--head)}
tr:target>*{background:color-mix(in srgb,var(--link) 18%,var(--page))}
.good{color:var(--good);white-space:nowrap}
.bad{color:var(--bad);font-weight:600;white-space:nowrap}
.notes{color:var(--soft);padding-left:1.2rem;max-width:70rem}
.empty{color:var(--soft)}
@media print{@page{size:A4 landscape;margin:12mm}
body{padding:0;font-size:9pt}
nav{break-after:page}
section{break-before:page;border:0;margin:0;padding:0}
nav+main section:first-child{break-before:auto}
.scroll{max-height:none;overflow:visible;border:0}
table{font-size:7pt}
th,td{padding:1.5pt 3pt;white-space:normal}
.n{white-space:nowrap}
thead{display:table-header-group}
thead th,tbody th,tbody tr.total:last-child>*{position:static}
tr{break-inside:avoid}}
)css";

}  // namespace earned::exchange
