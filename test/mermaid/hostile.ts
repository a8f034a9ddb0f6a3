/** Words that have broken diagrams, blocks of Markdown or pages: each must come out as the words that they are. */
export const HOSTILE: readonly string[] = [
  'say "when" and \'then\'', 'a[b](c){d}<e>', '])} --> incident', 'end', 'subgraph end graph', 'END class click style linkStyle',
  '<b>bold</b> <script>alert(1)</script>', '<img src=x onerror=alert(1)>', '</p></div>', '%% no comment', '%%{init: {"theme":"dark"}}%%',
  'a; b; c', '``` closes nothing', 'a ` single tick', '`code` and **bold** and __under__ ~~gone~~', '# heading', '- item', '1. first', '2) second', '+ plus',
  '&quot; &lt;b&gt; &amp; &#35;', '#quot; #35; #9829; #', 'style: #fff; color: red;', 'the style:#fff;', 'classDef:a#b;',  'classDef x fill: #f00;', 'click F1 "javascript:alert(1)"',
  'href javascript:alert(1)', '[link](javascript:alert(1))', 'www.example.invalid https://example.invalid/a?b=c&d#e', 'fa:fa-ban fab:fa-github',
  '$$x^2$$ and $5', String.raw`back\slash \n not a line`, 'pipe | in | table', 'a @{ shape: circle } b', ':::sharp', 'a --> b --- c -.-> d ==> e', 'x o-- o--o x--x',
  '\u05E9\u05E8\u05EA \u05DC\u05D0 \u05D6\u05DE\u05D9\u05DF', '\u0627\u0644\u062E\u0627\u062F\u0645 (down) \u0644\u0627 \u064A\u0639\u0645\u0644', '\u30B5\u30FC\u30D0\u30FC\u304C\u505C\u6B62\u3057\u307E\u3057\u305F', '\u{1F525}\u{1F469}\u200D\u{1F692}\u{1F1EB}\u{1F1F7} burns',
  '\uFB02\u00B0\u00B035\u00B6\u00DF Stra\u00DFe 30 \u00B0C \u00B6', 'z\u0301\u0302\u0303\u0304a\u0305lgo', '---', '===', '{{handlebars}} {{#each x}}', '__proto__ constructor toString', 'null', 'accTitle: x', 'accDescr { x }',
  '<!-- debrief:x --> ends', '@everyone fixes #12', '\u2028line\u2029para', '100% of 5% %d', '^caret _sub_ *star*', '"', '#', ';', '~', '<', '}',
] // prettier-ignore

/** What means something to Mermaid, HTML or Markdown, and a few letters for it to stand between. */
export const MARKS: readonly string[] = Array.from('"#;:&<>[](){}|%-=.`$\\~^*_@!/ \naoxF1')
