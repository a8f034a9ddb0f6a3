import { isGivenName } from '../lint/grammar/names.ts'

const STATED =
  /\s*[([\u2014\u2013-]?\s*\b(?:sources?|via|evidence|ref(?:erence)?|per)\s*:\s*([^)\]]+?)[)\].]*\s*$/i
const BRACKETED = /\s[([]((?:@|#)?[^()[\]]{2,60})[)\]]\.?$/
const MENTION = /(?:\s[\u2014\u2013-]\s*)(@[\w.-]+(?:\/[\w.-]+)?)$/
const SPEAKER = /^`?(@[\w.-]+)`?\s*[:\u2013\u2014-]?\s/
const TOOLS =
  /\b(?:slack|pager\s?duty|opsgenie|grafana|prometheus|datadog|sentry|kibana|splunk|new relic|cloudwatch|pingdom|statuspage|status page|github|gitlab|jira|jenkins|argo\s?cd|zendesk|intercom|logs?|dashboard|alertmanager|zoom|email|chat|ticket|monitoring|deploy log|audit log|incident channel|support|on-?call|twitter|teams|discord|irc)\b/i
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

/** Where an entry says that it comes from: stated, bracketed at its end, its speaker, or the first thing that it links to. */
export function sourceOfEntry(
  rest: string,
  link: string | null,
): { readonly source: string | null; readonly words: string } {
  const stated = STATED.exec(rest)
  if (stated !== null) return { source: (stated[1] ?? '').trim(), words: rest.slice(0, stated.index).trim() }
  const bracketed = BRACKETED.exec(rest)?.[1]
  if (bracketed !== undefined && isSource(bracketed)) return { source: bracketed.trim(), words: rest }
  const mention = MENTION.exec(rest)?.[1] ?? SPEAKER.exec(rest)?.[1]
  if (mention !== undefined) return { source: mention, words: rest }
  return { source: link ?? ADDRESS.exec(rest)?.[0] ?? null, words: rest }
}
