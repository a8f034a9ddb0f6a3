/** What the readers and the rules look for: each of these starts some work. */
export const TRIGGERS = [
  'should have', 'would have', 'could have', 'if only', 'failed to', 'forgot to', 'did not', "didn't", 'neglected to',
  'overlooked', 'missed', 'skipped', 'ignored', 'carelessly', 'sloppy', 'negligent', 'obviously', 'clearly', 'simply', 'just',
  'human error', 'operator error', 'by mistake', 'accidentally', 'was accidentally deleted', 'mistakes were made', 'the culprit',
  'was responsible for', 'to blame', 'broke the build', 'caused by', 'root cause', 'the single cause', 'thought that', 'assumed',
  'did not care', 'knew that', 'he', 'they', 'we', 'I', 'the on-call engineer', 'ops', 'the vendor', 'Ada Lovelace', 'the pod',
  'TBD', 'TODO', 'N/A', 'none', '<name>', '[owner]', '{{title}}', '@ada', '@acme/storage', '@everyone', 'Owner:', 'Due:',
  'owner: @ada', 'F1', 'A1', 'F1:', 'A1.', '(F1)', 'P1', 'sev1', 'SEV-2', 'severity: 1', 'by Friday', 'in 2 weeks', 'next month',
  'end of sprint', 'ASAP', '2026-12-01', '1 Dec', 'Dec 5', '18.12.2026', '12/11/2026', '2026-W50', 'KW 50', 'Q1 2027', '14:03',
  '14.03', '2:03 pm', '14:03 UTC', '14:03-14:20', '~14:03', '[14:03]', '14:03Z', '2026-11-02T14:03:00+01:00', 'PST', '(UTC)', '20m',
  '45 minutes', '1h 20m', '3 days', 'time to detect', 'duration', '1,200 users', '12%', '$3,000', 'improve', 'investigate',
  'constructor', '__proto__', 'toString', 'add an alert', 'update the runbook', 'because', 'Why?', 'Why did it fail?', 'thanks to', 'Thank you', 'what went well',
  'See #12', 'https://wiki.example/a?b=(c)', 'ada@mail.example', '`code`', '"quoted"', '\u201Cquoted\u201D', "'quoted'",
  '<!-- debrief-ignore blame/person: so -->', '<!-- debrief-ignore -->',
] as const // prettier-ignore

export const HEADINGS = [
  'Summary', 'Impact', 'Timeline', 'Timeline (all times UTC)', 'Contributing factors', 'Root cause', 'Five whys', 'Action items',
  'Actions', 'Not now', 'Lessons learned', 'What went well', 'Thanks', 'Participants', 'Background', 'Metrics', 'Owner: @ada',
  'Prevention (Q1 2027)', '14:03 - page fires', '2026-11-02',
] as const // prettier-ignore

/** Marks that mean something to Markdown, YAML or a reader, alone and in the pairs that nest. */
export const MARKS = [
  '*', '**', '_', '`', '```', '~~~', '[', ']', '](', '[a](b', '[a](', '![', '[a]: ', '[[', '(', ')', '(a ', '{', '}', '{{', '<', '>', '<a ',
  '<a href="', '</', '<!--', '<!-- ', '-->', '<!-- a -->', '<![CDATA[', '<?', '&', '&amp;', '&#', '\\', '|', '||', '| a ', '|-', '-', '--', '- ',
  '+ ', '* ', '- - ', '> ', '>', '> - ', '1. ', '1.', '#', '# ', '=', '---', ':', '::', ': ', ';', ',', '.', '...', '!', '?', '/', '//', '@', '@a ',
  '"', '\u201C', '\u201D', "'", '\u2019', '%', '$', '~', '^', '0', '1', '9.', '12:', '1-', 'a', 'A', 'Aa, ', 'a-', "a'", 'a.', 'A. ', ' ', '\t', '\u00A0',
  '\u200B', '\u2013', '\u2014', '\u{1F512}', '\u0301', '\uD83D', '\uDE00', '\uFEFF', '\u0000', '\uE000', '\uE001', '\uE002', '\u2028', '\n', '\r', '\r\n',
  '\n\n', ' \n', '  \n', 'a\n', 'a\n\n', '- a\n', '- a\n\n', '- a\n  b\n', '  - a\n', '1. a\n', '> a\n', '>\n', '> - a\n', '# a\n', '## Actions\n', '|a|b|\n',
  '|a|b|\n|-|-|\n', '```\n', '---\n', '===\n', 'a\n===\n', '<div>\n', '<pre>\n', '[a]: b\n', '[a]\n', '    a\n', '- [ ] a\n', '- [x] ', '**a:** b\n', '**a** ',
  '*a **b ', '_a_b', 'a**b', '[a](b "', "[a](b '", '[]()', '`a``b', 'a: b\n', '- a: [\n', '14:03 a\n', '- 14:03 a\n', '### 14:03\n', '- A1: a\n', '- a @b\n',
] as const // prettier-ignore
