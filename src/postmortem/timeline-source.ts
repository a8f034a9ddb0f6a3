import { isGivenName } from '../lint/grammar/names.ts'
import { BOLD, BOLD_END } from './rich.ts'
import type { Line } from './rich.ts'

const STATED =
  /\s*[([\u2014\u2013-]?\s*\b(?:sources?|via|evidence|ref(?:erence)?|per)\s*:\s*([^)\]]+?)[)\].]*\s*$/i
const BRACKETED = /\s[([]((?:@|#)?[^()[\]]{2,60})[)\]]\.?$/
const MENTION = /(?:\s[\u2014\u2013-]\s*)(@[\w.-]+(?:\/[\w.-]+)?)$/
const SPEAKER = /^`?(@[\w.-]+)`?\s*[:\u2013\u2014-]?\s/
const TOOL = String.raw`(?:slack|pager\s?duty|opsgenie|victorops|grafana|prometheus|datadog|sentry|kibana|splunk|new relic|honeycomb|dynatrace|nagios|zabbix|icinga|loki|thanos|jaeger|kubernetes|k8s|kubectl|journalctl|syslog|dmesg|cloudwatch|cloudtrail|pingdom|uptime ?robot|statuspage|status page|github|gitlab|jira|jenkins|argo\s?cd|ci|zendesk|intercom|logs?|dashboard|alertmanager|zoom|email|chat|ticket|monitoring|deploy log|audit log|incident channel|support|on-?call|twitter|teams|discord|irc)`
const TOOLS = new RegExp(String.raw`\b${TOOL}\b`, 'i')
/** "pagerduty: …", "Grafana alert: …": the tool itself speaks. */
const TOOL_SPEAKS = new RegExp(
  String.raw`^\`?(${TOOL}(?: (?:alert|alarm|bot|event|log|page|monitor))?)\`?:\s`,
  'i',
)
const WHOLE_TOOL = new RegExp(String.raw`^@?${TOOL}(?: (?:alert|alarm|bot|event|log|page|monitor))?$`, 'i')
const NAME_SPEAKS = /^(\p{L}[\p{L}'\u2019-]{1,30}):\s/u
const BOLD_FIRST = new RegExp(`^[^\n]{0,120}?${BOLD}([@\\p{L}][^${BOLD}${BOLD_END}]{1,39})${BOLD_END}`, 'u')
/** "(shell history)", "(mail)", "(phone call from the plant)": a record, not a remark. */
const RECORD =
  /^(?:(?:see|from|by|in|via|per) )?(?:the )?(?:[\p{L}\d'\u2019#-]+ ){0,3}(?:history|e?-?mails?|chats?|(?:phone |telephone )?calls?|messages?|posts?|threads?|recordings?|notes|minutes|transcripts?|screenshots?|consoles?|journals?|logbook|records?|commits?|traces?|graphs?|metrics|pagers?|sms|letter|radio|memory|interview|pull request|runbook|telemetry|camera|cctv|protocol)(?: (?:from|of|with|by) [^()]{2,40})?$/iu

/** "(Ana)", "(Ana Lee)". */
function isWitness(words: string): boolean {
  const parts = words.split(' ')
  return (
    parts.length <= 3 &&
    isGivenName((parts[0] ?? '').toLowerCase()) &&
    parts.every((part) => /^\p{Lu}/u.test(part))
  )
}

const ADDRESS = /https?:\/\/[^\s)\]>]+/

function isSource(words: string): boolean {
  return /^[@#]/.test(words) || TOOLS.test(words) || RECORD.test(words) || isWitness(words)
}

/** "**pagerduty** search 5xx", "**Ines** calls": who or what tells the entry, set off at its start. */
function boldSpeaker(rest: string, rich: string): string | null {
  const name = BOLD_FIRST.exec(rich)?.[1]?.replace(/\s*:$/, '').trim()
  if (name === undefined || !rest.startsWith(name)) return null
  return WHOLE_TOOL.test(name) || /^@\w/.test(name) || isGivenName((name.split(' ')[0] ?? '').toLowerCase())
    ? name
    : null
}

/** "ines: …": a given name; what else stands before a colon may be a label. */
function nameSpeaking(rest: string): string | null {
  const name = NAME_SPEAKS.exec(rest)?.[1]
  return name !== undefined && isGivenName(name.toLowerCase()) ? name : null
}

/** Where an entry says that it comes from: stated, bracketed at its end, its speaker, or the first thing that it links to. */
export function sourceOfEntry(
  rest: string,
  { rich, link }: Pick<Line, 'rich' | 'link'>,
): { readonly source: string | null; readonly words: string } {
  const stated = STATED.exec(rest)
  if (stated !== null) return { source: (stated[1] ?? '').trim(), words: rest.slice(0, stated.index).trim() }
  const bracketed = BRACKETED.exec(rest)?.[1]
  if (bracketed !== undefined && isSource(bracketed)) return { source: bracketed.trim(), words: rest }
  const mention = MENTION.exec(rest)?.[1] ?? SPEAKER.exec(rest)?.[1]
  if (mention !== undefined) return { source: mention, words: rest }
  const spoken = TOOL_SPEAKS.exec(rest)?.[1] ?? nameSpeaking(rest) ?? boldSpeaker(rest, rich)
  return { source: link ?? ADDRESS.exec(rest)?.[0] ?? spoken, words: rest }
}
