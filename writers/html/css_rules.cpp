// SPDX-License-Identifier: Apache-2.0
#include "writers/html/css_rules.hpp"

namespace inkstone::html {

const std::string_view kPageRules = R"css(
*,::before,::after{box-sizing:border-box}
html{font-size:var(--size-root);-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--color-page);color:var(--color-text);
font-family:var(--font-body);line-height:var(--leading);overflow-wrap:break-word}
.page{max-width:calc(var(--measure) + 3rem);margin:0 auto;padding:clamp(1.5rem,6vw,4.5rem) clamp(1.1rem,4vw,1.5rem)}
main>:first-child,.title-block>:first-child,section.notes>:first-child{margin-top:0}
.skip-link{position:absolute;left:-200vw;top:.5rem;padding:.4rem .8rem;border-radius:3px;
background:var(--color-page);color:var(--color-link);z-index:1}
.skip-link:focus{left:.5rem}
:focus-visible{outline:2px solid var(--color-link);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
ul,ol,dl,blockquote,pre,table,figure,.alert,.table-scroll,.math-block{margin:0 0 var(--block-gap)}
p{margin:0 0 var(--paragraph-gap)}
h1,h2,h3,h4,h5,h6{font-family:var(--font-head);font-weight:700;color:var(--color-head);
text-wrap:balance;overflow-wrap:anywhere;scroll-margin-top:1rem}
h1{letter-spacing:-.005em}
h6{color:var(--color-muted)}
h1+h2,h2+h3,h3+h4,h4+h5,h5+h6{margin-top:.9em}
.title-block{margin-bottom:2.6rem;padding-bottom:1.4rem;border-bottom:1px solid var(--color-hairline)}
.title-block h1{margin:0 0 .35em}
.title-block p{margin:0 0 .2em;color:var(--color-muted)}
.title-block .subtitle{font-family:var(--font-head);font-size:1.15em;margin-bottom:.6em}
nav.contents{margin:0 0 2.6rem;padding:0 0 1.4rem;border-bottom:1px solid var(--color-hairline)}
.contents-title{font-family:var(--font-head);font-weight:700;margin:0 0 .5em}
nav.contents ol{list-style:none;margin:0;padding:0}
nav.contents ol ol{padding-left:1.4em}
nav.contents li{margin:.25em 0;text-align:start}
nav.contents a{text-decoration-color:var(--color-hairline)}
nav.contents a:hover,nav.contents a:focus-visible{text-decoration-color:currentColor}
a{color:var(--color-link);text-decoration:underline;text-decoration-thickness:.06em;text-underline-offset:.2em}
a:hover{text-decoration-thickness:.12em}
mark{background:var(--color-mark);color:inherit;padding:0 .1em;border-radius:2px}
sub,sup{line-height:0;font-size:.75em}
small{font-size:var(--size-small)}
ul,ol{padding-left:var(--list-indent)}
ul{list-style-type:disc}
ul ul{list-style-type:circle}
ul ul ul{list-style-type:square}
li>ul,li>ol{margin-bottom:0}
li>p{margin:.48em 0}
li>p+ul,li>p+ol{margin-top:-.2em}
li:first-child>p:first-child{margin-top:0}
li::marker{color:var(--color-muted);font-variant-numeric:tabular-nums}
ul.task-list{list-style:none;padding-left:1.6em}
.task>label>input,.task>p>label>input,.task>input{margin:0 .5em 0 -1.6em;width:1.1em;height:1.1em;
vertical-align:-.12em;accent-color:var(--color-link)}
dt{font-weight:700}
dd{margin:0 0 .5em 2em}
blockquote{padding:.05em 0 .05em calc(var(--quote-indent)*.6);border-left:var(--quote-bar) solid var(--color-quote-bar);color:var(--color-text)}
blockquote>:last-child,.alert>:last-child,li>p:last-child,dd>:last-child,td>:last-child{margin-bottom:0}
.alert{padding:.7em 1.1em;border-left:4px solid var(--alert);background:var(--color-code-background);border-radius:0 4px 4px 0}
.alert-title{font-family:var(--font-head);font-weight:700;color:var(--alert);margin-bottom:.25em}
.alert-note{--alert:var(--color-alert-note)}
.alert-tip{--alert:var(--color-alert-tip)}
.alert-important{--alert:var(--color-alert-important)}
.alert-warning{--alert:var(--color-alert-warning)}
.alert-caution{--alert:var(--color-alert-caution)}
code,kbd,samp,pre{font-family:var(--font-mono);font-size:var(--size-code);font-variant-ligatures:none}
code{background:var(--color-code-background);padding:.12em .3em;border-radius:3px;overflow-wrap:anywhere}
kbd{padding:.1em .4em;border:1px solid var(--color-rule);border-bottom-width:2px;border-radius:4px}
pre{background:var(--color-code-background);padding:var(--code-padding);border-radius:var(--code-radius);line-height:var(--leading-code);
overflow-x:auto;tab-size:4}
pre>code{font-size:1em;background:none;padding:0;border-radius:0;overflow-wrap:normal}
.tok-keyword{color:var(--color-keyword)}.tok-string{color:var(--color-string)}.tok-number{color:var(--color-number)}
.tok-comment{color:var(--color-comment)}.tok-error{color:var(--color-error)}
.table-scroll{overflow-x:auto}
.table-scroll>table{margin-bottom:0}
table{border-collapse:collapse;font-size:var(--size-table);line-height:1.5;font-variant-numeric:lining-nums tabular-nums;
border-top:var(--table-rule) solid var(--color-rule);border-bottom:var(--table-rule) solid var(--color-rule)}
caption{caption-side:bottom;padding-top:.5em;font-size:.92em;color:var(--color-muted);text-align:left}
thead{border-bottom:var(--table-head-rule) solid var(--color-rule)}
th,td{padding:var(--table-padding);vertical-align:top;text-align:left;overflow-wrap:normal}
tbody tr+tr{border-top:1px solid var(--color-hairline)}
th{font-family:var(--font-head);font-weight:700;vertical-align:bottom}
.table-scroll th,.table-scroll td{min-width:4em}
.align-left{text-align:left}.align-center{text-align:center}.align-right{text-align:right}
div.align-center p,div.align-center li{text-align:center}div.align-right p{text-align:right}
img,svg,video{max-width:100%;height:auto}
img{vertical-align:middle}
figure{text-align:center}
figcaption{margin-top:.5em;font-size:var(--size-small);color:var(--color-muted)}
.image-missing{color:var(--color-muted);border:1px dashed var(--color-rule);padding:0 .35em;border-radius:3px}
hr{border:0;border-top:1px solid var(--color-rule);width:30%;margin:2.2em auto}
.page-break{height:0}
ruby{ruby-position:over}
rt{font-size:.5em}
.note-mark a{padding:0 .15em;text-decoration:none}
.note-mark a:hover,.note-mark a:focus-visible{text-decoration:underline}
section.notes{margin-top:3.2em;padding-top:1.4em;border-top:1px solid var(--color-hairline);font-size:var(--size-small)}
section.notes li::marker{color:var(--color-text)}
:target{scroll-margin-top:1rem}
section.notes li:target,sup.note-mark a:target{background:var(--color-mark)}
.note-back{text-decoration:none;padding:0 .2em;font-family:var(--font-mono)}
footer{margin-top:3.2em;padding-top:1.2em;border-top:1px solid var(--color-hairline);
font-size:var(--size-small);color:var(--color-muted)}
footer p{margin:0}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
)css";

const std::string_view kPageLanguageRules = R"css(
[lang]:not(:lang(zh)):not(:lang(ja)):not(:lang(ko)):not(:lang(yue)){--font-body:var(--font-body-latin);
--font-head:var(--font-head-latin);--font-mono:var(--font-mono-latin)}
[lang]{font-family:var(--font-body)}
h1[lang],h2[lang],h3[lang],h4[lang],h5[lang],h6[lang],th[lang],
:is(h1,h2,h3,h4,h5,h6,th,.subtitle,.alert-title) [lang]{font-family:var(--font-head)}
pre[lang]{font-family:var(--font-mono)}
@media (max-width:30em){p:lang(zh),li:lang(zh),dd:lang(zh),p:lang(ja),li:lang(ja),dd:lang(ja){text-align:start}}
)css";

const std::string_view kLanguageRules = R"css(
:lang(zh),:lang(ja){line-break:strict;text-autospace:normal;text-spacing-trim:normal}
p:lang(zh),li:lang(zh),dd:lang(zh),p:lang(ja),li:lang(ja),dd:lang(ja){text-align:justify}
[lang]:not(:lang(zh)):not(:lang(ja)){text-align:start;line-break:auto}
:lang(ko){word-break:keep-all;overflow-wrap:anywhere}
:lang(en){hyphens:manual}
em:lang(zh){font-style:normal;font-family:"LXGW WenKai","Kaiti SC","Kaiti TC",STKaiti,KaiTi,DFKai-SB,"AR PL UKai CN","TW-Kai",var(--font-body,serif);
text-emphasis:filled dot;text-emphasis-position:under right}
em:lang(ja),em:lang(ko){font-style:normal;text-emphasis:filled dot;text-emphasis-position:over right}
em:lang(en),em :lang(en){font-style:italic;text-emphasis:none}
pre,code,kbd,samp{text-autospace:no-autospace;text-spacing-trim:space-all;hyphens:none}
figcaption,caption,.alert-title,.title-block p{text-align:start}
)css";

const std::string_view kMathRules = R"css(
math{font-family:"TeX Gyre Pagella Math","Asana Math","STIX Two Math","Cambria Math","Latin Modern Math",math}
math mtext{font-family:var(--font-body,inherit)}
.math-block{overflow-x:auto;overflow-y:hidden;padding:.2em 0;margin:.6em 0;text-indent:0}
math .tex{font-family:monospace}
math .math-bold{font-weight:700}math .math-italic{font-style:italic}math .math-sans{font-family:sans-serif}
.math-numbered{display:flex;align-items:center;gap:1em}.math-numbered>math{flex:1 0 auto}
.math-boxed{border:1px solid;padding:.25em .4em}.math-overline{border-top:.06em solid;padding-top:.1em}
.math-underline{border-bottom:.06em solid;padding-bottom:.1em}
.math-cancel-level{background:linear-gradient(currentColor,currentColor) center/100% .06em no-repeat}
.math-cancel-rising{background:linear-gradient(to bottom right,transparent 48%,currentColor 48% 52%,transparent 52%)}
.math-cancel-falling{background:linear-gradient(to top right,transparent 48%,currentColor 48% 52%,transparent 52%)}
.math-cancel-cross{background:linear-gradient(to bottom right,transparent 48%,currentColor 48% 52%,transparent 52%),
linear-gradient(to top right,transparent 48%,currentColor 48% 52%,transparent 52%)}
.math-left{text-align:left}.math-right{text-align:right}.math-joined{padding-left:0}.math-joining{padding-right:0}
.math-apart{padding-left:2em}.math-tag{padding-left:2em}.math-close>mtr>mtd{padding:0}
.math-open>mtr>mtd{padding-top:.3em;padding-bottom:.3em}
.math-rule-before{border-left:1px solid}.math-rule-after{border-right:1px solid}
.math-rule-above{border-top:1px solid}.math-rule-below{border-bottom:1px solid}
)css";

const std::string_view kPrintRules = R"css(
@media print{
:root{color-scheme:light}
html{font-size:var(--size-print)}
.page{max-width:none;padding:0;margin:0}
.skip-link{display:none}
h1,h2,h3,h4,h5,h6{break-after:avoid;break-inside:avoid}
p,li,dd,blockquote{orphans:2;widows:2}
pre{white-space:pre-wrap;overflow-wrap:anywhere;overflow:visible;border:1px solid var(--color-hairline)}
pre>code{overflow-wrap:anywhere}
.table-scroll{overflow:visible}
thead{display:table-header-group}
tr,img,figure,.alert-title{break-inside:avoid}
.page-break{break-after:page}
a{text-decoration-thickness:.5pt}
.note-back{display:none}
}
)css";

// No body size, face or colour: those belong to the reader (EP8).
const std::string_view kBookRules = R"css(body{margin:0;overflow-wrap:break-word}
h1,h2,h3,h4,h5,h6{font-weight:bold;break-after:avoid;page-break-after:avoid}
.cover{text-align:center;margin:0}
.cover img{max-width:100%;max-height:98vh}
.titlepage{text-align:center;margin-top:20%}
.titlepage .subtitle{font-size:1.15em}
ul{list-style-type:disc}
ul ul{list-style-type:circle}
ul ul ul{list-style-type:square}
li>ul,li>ol{margin-bottom:0}
li>p{margin-bottom:.35em}
ul.task-list{list-style:none;padding-left:1em}
dt{font-weight:bold}
dd{margin:0 0 .5em 2em}
blockquote{padding-left:1em;border-left:.2em solid currentColor}
.alert{padding:.1em 1em;border-left:.35em solid currentColor}
.alert-title{font-weight:bold;margin-bottom:.2em}
code,kbd,samp,pre{font-family:monospace}
pre{padding:.6em .8em;border:1px solid;border-color:rgba(128,128,128,.5);
white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4}
pre code{font-size:1em}
code{overflow-wrap:anywhere}
.table-scroll{overflow-x:auto}
table{border-collapse:collapse;line-height:1.5;border-top:2px solid;border-bottom:2px solid}
thead{border-bottom:1px solid}
th,td{padding:.25em .5em;vertical-align:top;text-align:left}
caption{caption-side:bottom;font-size:.9em;padding-top:.4em}
.align-left{text-align:left}
.align-center{text-align:center}
.align-right{text-align:right}
div.align-center p,div.align-center li{text-align:center}
div.align-right p{text-align:right}
img{max-width:100%;height:auto}
figure{text-align:center}
figcaption{margin-top:.4em}
.image-missing{border:1px dashed;padding:0 .3em}
hr{width:30%;margin:1.6em auto;border:0;border-top:1px solid}
.page-break{break-after:page;page-break-after:always}
sub,sup{line-height:0;font-size:.75em}
rt{font-size:.5em}
aside.note{margin:1em 0 0}
section>aside.note:first-of-type{margin-top:2em;padding-top:.8em;border-top:1px solid}
nav ol{list-style:none;padding-left:1.2em}
nav>ol{padding-left:0}
)css";

}  // namespace inkstone::html
