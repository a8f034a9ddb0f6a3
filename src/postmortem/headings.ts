import { momentAsked } from './fact-names.ts'
import { NAMES_BY_PRACTICE } from './headings-by-practice.ts'
import { NAMES_ABROAD } from './headings-abroad.ts'
import { plain } from './rich.ts'
import type { SectionKind } from './document.ts'
import { practiceMeant, type PracticeName } from './practice.ts'

/**
 * The names that people give to the sections of a postmortem, read in this order: the first that fits wins, so the more
 * telling names come first ("Lessons and next steps" is a list of actions).
 */
const NAMES: readonly (readonly [SectionKind, RegExp])[] = [
  ['notNow', /^(?:not now|not (?:doing|planned|prioriti[sz]ed)|parked|parking lot|(?:deferred|postponed|rejected|declined|backlog(?:ged)?|icebox|won'?t (?:do|fix))(?: (?:actions?|items?|ideas?|work))?|out of scope)$/],
  ['metrics', /^(?:success (?:metrics|measures|criteria)|metrics|how (?:we|will we) (?:will )?know|measures of success|key metrics|incident metrics)\b/],
  ['timeline', /\btime ?lines?\b|^(?:key events|sequence of events|chronology|chronicle|events|event log|incident log|log of events|what happened when|when (?:did|was) (?:it|this|what)\b.*|course of events|how (?:it|this|things|the (?:incident|outage|day|night)) (?:unfolded|went|developed|played out))$/],
  ['whys', /\b(?:five|5|three|3) ?whys\b|^whys$|\bwhy chain/],
  ['actions', /\baction (?:items?|points?|plan|list)\b|\b(?:corrective|preventi(?:ve|ative|on)|remedia(?:l|tion)|follow[- ]?up|review|resulting|planned|future|improvement|retro(?:spective)?|immediate|agreed) (?:and \w+ )?(?:actions?|measures?|steps?|items?|work|tasks?|tickets?)\b|^(?:the )?(?:resulting )?(?:actions?|to[- ]?dos?|to[- ]?do list|tasks|fixes|work to do|commitments|remediations?(?: items| plan)?|next steps|follow[- ]?ups?|going forward|moving forward|looking (?:forward|ahead)|prevention|improvements?|recommendations?|mitigation plan|preventive measures|measures|(?:agreed|planned|next) (?:work|tasks|changes)|what (?:we (?:are|will be)|are we|we're|we'll be|will we|we'll|we will) (?:doing|going to|change|changing|do)\b.*|what (?:we )?(?:will|are going to) (?:we )?(?:do|change)\b.*|what(?:'s| is| comes) next|future work|what we (?:do|change) (?:next|now))$|^(?:actions?|next steps|follow[- ]?ups?|remediation)\b(?! taken)|\b(?:and|&) (?:next steps|follow[- ]?ups?|actions)$|\bhow (?:do|are|will|can|to|we|we will|we'll|we can) (?:we )?(?:\w+ )?(?:prevent|stop|avoid|keep)|^(?:prevent|avoid)ing\b.*\b(?:again|future|recurrence)\b/],
  ['thanks', /^(?:(?:with |many |our |special |big |a |word of )*(?:thanks|thank[- ]?yous?|thx)|kudos|acknowledge?ments?|credits?|shout-?outs?|appreciations?|recognition|gratitude|hat[- ]?tips?|who helped|props|hugops|praise|danke|merci)\b|\bto thank\b/],
  ['lessons', /\blessons?\b|\b(?:key )?(?:takeaways|learnings?)\b|\bwhat (?:we|did we|have we|we've) (?:have )?learn(?:ed|t)?\b|\b(?:what|things?)(?: that)? (?:went|worked|we did|did(?: not|n't)? (?:go|work)|could (?:have )?(?:gone?|been|be)|has gone|helped)(?: \w+)? ?(?:well|right|wrong|poorly|badly|better|good|smoothly|improved?)?\b|\bwhat (?:was|were) (?:\w+ )?(?:good|bad|well|right|wrong|better|lucky|hard|missing)\b|\bwhere (?:we|did we) g[eo]t lucky\b|^(?:where )?we (?:were|got) (?:un)?lucky\b|^(?:luck|good luck|positives|wins|surprises|(?:went|worked|did not go|didn't go|gone) (?:well|badly|poorly|wrong|right)|good and bad|what (?:was )?(?:good|bad)|retrospective|the (?:good|bad|ugly)|what (?:we|did we) take away|insights|good|bad|looking back|reflections?|observations|what (?:hurt|hindered|surprised|slowed)(?: us)?|what (?:it|this|that|the \w+) (?:taught|teaches|showed|shows|told|tells) us|what we(?:'d| would| should) do (?:differently|otherwise|again)|what we (?:now know|know (?:now|today))|what we (?:take|took|are taking|keep|carry) (?:with us|away|home|from (?:it|this)))$|^(?:the )?good\b.{0,20}\b(?:bad|lucky|ugly)\b/],
  ['factors', /\b(?:contributing|systemic) (?:factors?|causes?|conditions?)\b|\b(?:root|underlying|immediate|proximate) causes?\b|\bcausal (?:factors?|analysis)\b|\banaly[sz]is of (?:the )?causes?\b|\bcause analysis\b|^(?:the )?(?:factors?|causes?|conditions|contributors|trigger|triggers and conditions|cause and trigger|sharp end|blunt end|why (?:did )?(?:it|this) happen(?:ed)?|why it failed|causes? and (?:conditions|contributors|factors)|analysis|rca|what (?:caused|led to|contributed to) (?:it|this|that|the (?:incident|outage|problem))|what contributed|what made (?:it|this) possible|why|(?:how|why) (?:it|this|that) (?:could |did |was able to |came to )?(?:happen(?:ed)?|occur(?:red)?|be|break|broke|fail(?:ed)?|go wrong|went wrong|c[oa]me about|pass|this)|how we got here|what (?:lay|lies|was|is|stood) behind (?:it|this|that)|what (?:let|allowed|enabled|made) (?:it|this|that)(?: to)?(?: happen| occur)?|(?:how|why) (?:could|did) (?:it|this|that|the (?:incident|outage|problem)) (?:happen|occur|come about|go wrong))$|\b(?:sharp|blunt)[- ]end\b|\broot cause/],
  ['impact', /\bimpact\b|\bwhat (?:it|this) meant\b|^(?:effects? (?:on|for)\b.*|how (?:bad|big) (?:it was|was it|did it get)|who (?:felt|suffered)\b.*|what (?:it|this) (?:meant|did) (?:for|to)\b.*|effect|effects|customer effect|who (?:was|were) (?:affected|hit|impacted)|what (?:was|were) (?:affected|hit)|affected (?:users|customers|services)|scope|blast radius|consequences|damage)\b/],
  ['participants', /^(?:participants?|attendees|responders?|people(?: involved)?|who was (?:involved|here|there)|incident (?:team|roles)|roles|involved)\b/],
  ['narrative', /^(?:narrative|what happened\b.*|details?|resolution(?: (?:and|&) recovery)?|recovery|detection|response|incident response|investigation|diagnosis|mitigation|description|(?:the )?story|full story|technical details|context|how we (?:fixed|resolved|responded)\b.*|problem|the problem|(?:the )?incident|symptoms?|actions taken|mitigation steps taken)$/],
  ['summary', /\bsummary\b|^(?:overview|tl;?dr|tldr|the tl;?dr|abstract|in (?:short|brief)|executive overview|synopsis|brief|at a glance|introduction|intro|recap|(?:the )?gist|(?:the )?bottom line|in (?:plain|simple) words|in (?:a|one|two|three|a few|some|\d) (?:few )?(?:words?|sentences?|lines?|paragraphs?))\b/],
] // prettier-ignore

const ALL_NAMES = [...NAMES, ...NAMES_ABROAD]

/** Names that mean the causes only where no section says so more clearly. */
const WEAK_FACTORS = /^(?:background|context and causes|analysis)$/

/** "What happened" is the summary where no section is called so. */
const WEAK_SUMMARY =
  /^(?:what happened|(?:the )?(?:short version|story|incident)|(?:incident )?description|in a nutshell|context)$/

/** What a heading of this title holds; `other` where it has no name for it. A practice's own names come first. */
export function kindOfTitle(title: string, practice: PracticeName = 'postmortem'): SectionKind {
  const name = nameOf(title)
  // A long title is a sentence about this incident, not the name of a section.
  if (name === '' || name.split(' ').length > 9) return 'other'
  // "Measures / Corrective steps": any of the names that stand side by side will do.
  const names = [name, ...(name.includes(' / ') ? name.split(' / ') : [])]
  for (const one of names) {
    const own = NAMES_BY_PRACTICE[practice].find(([, words]) => words.test(one))?.[0]
    if (own !== undefined) return own
  }
  // "When did it start?" asks for a fact.
  if (momentAsked(name) !== null) return 'other'
  for (const one of names) {
    const kind = ALL_NAMES.find(([, words]) => words.test(one))?.[0]
    if (kind !== undefined) return kind
  }
  return 'other'
}

/** True for a title that *is* the name of a section, which makes an `h1` a section and not the document's title. */
export function isPlainSectionTitle(title: string, practice: PracticeName): boolean {
  // "Root-cause analysis: Belt 4" is what such a document is called, and no section of causes.
  if (practice !== 'postmortem' && practiceMeant(title.split(':')[0] ?? '') !== null) return false
  const isNamed = kindOfTitle(title, practice) !== 'other'
  return isNamed && nameOf(title).split(' ').length <= 4 && !/\d{4}/.test(title)
}

export function isWeakFactorsTitle(title: string): boolean {
  return WEAK_FACTORS.test(nameOf(title))
}

export function isWeakSummaryTitle(title: string): boolean {
  return WEAK_SUMMARY.test(nameOf(title))
}

const LONGEST_NAME = 160

/** Lower case, without numbering, emoji, remarks in brackets and the closing colon. */
function nameOf(title: string): string {
  return plain(title.slice(0, LONGEST_NAME))
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('\u2019', "'")
    .replace(/\([^)]*\)|\[[^\]]*\]|[#*_`]/g, ' ')
    .replace(/^[^\p{L}\d]+/u, '')
    .replace(/^(?:\d+(?:\.\d+)*[.):]?|[ivx]+[.)]|[a-h][.)])\s+/, '')
    .replace(/[^\p{L}\d]+$/u, '')
    .replace(/\s+/g, ' ')
    .trim()
}
