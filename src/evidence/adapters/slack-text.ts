import { matchesOf } from '../../postmortem/matches.ts'

/** Everything that Slack writes between angle brackets: people, channels, groups, dates and links. */
const MARKUP = /<([^<>]{1,3000})>/g

/**
 * A message's text as people saw it: `<@U024BE7LH>` becomes the name, `<https://x|words>` the words and the address, `&amp;` a plain &.
 * @param names Of member ids.
 */
export function slackText(text: string, names: ReadonlyMap<string, string>): string {
  let shown = ''
  let from = 0
  for (const match of matchesOf(MARKUP, text)) {
    shown += text.slice(from, match.index) + wordsOf(match[1] ?? '', names)
    from = match.index + match[0].length
  }
  return unescaped(shown + text.slice(from)).trim()
}

function wordsOf(inner: string, names: ReadonlyMap<string, string>): string {
  const bar = inner.indexOf('|')
  const target = bar < 0 ? inner : inner.slice(0, bar)
  const label = bar < 0 ? '' : inner.slice(bar + 1)
  if (target.startsWith('@')) return `@${label || (names.get(target.slice(1)) ?? target.slice(1))}`
  if (target.startsWith('#')) return `#${label || target.slice(1)}`
  // <!here>, <!subteam^S012|@oncall>, <!date^1763906580^{time}|14:03>
  if (target.startsWith('!')) return label || `@${target.slice(1)}`
  const address = target.replace(/^mailto:/, '')
  return label === '' || label === address ? address : `${label} (${address})`
}

const ESCAPED: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (escaped) => ESCAPED[escaped] ?? escaped)
}
