import type { SectionKind } from './document.ts'
import type { PracticeName } from './practice.ts'

type Names = readonly (readonly [SectionKind, RegExp])[]

/**
 * What the sections of a practice are called, before the names that any review shares. A postmortem has none of its own:
 * its "Risks" and "Early signs" stay what they were.
 */
export const NAMES_BY_PRACTICE: Readonly<Record<PracticeName, Names>> = {
  postmortem: [],
  premortem: [
    ['failure', /^(?:it (?:has |all )?failed|(?:the )?imagined failure|imagine (?:that )?(?:it|the \w+) (?:has )?failed|how (?:it|this|the (?:launch|project|plan)) (?:has )?failed|what (?:the )?failure looks like|(?:the )?(?:headline|failure|failure scenarios?|disaster|worst case|scenarios?))\b/],
    ['signs', /^(?:(?:early|warning|leading)[ -](?:warning[ -])?)(?:signs?|signals?|indicators?)\b|^(?:signs?|signals?|trip ?wires?|indicators?)(?: to watch(?: for)?)?$|^how (?:we|will we|we will|we'll) (?:notice|see|know)\b/],
    ['risks', /^(?:(?:the )?(?:main |top |biggest |key |known )?risks?(?: (?:register|list|table|analysis))?|(?:possible |likely |imagined )?(?:causes|reasons)(?: of (?:the )?failure)?|what (?:went|could go|can go|may go|might go) wrong|why (?:it|this|the (?:launch|project|plan)) (?:has )?failed)\b/],
    ['actions', /^(?:mitigations?|safeguards?|counter ?measures|preparations?)$/],
    ['summary', /^(?:(?:the )?(?:project|launch|plan|change|release|migration|what (?:we|is) (?:plan(?:ned)?|launch(?:ing)?)))$/],
  ],
  retrospective: [
    ['lastActions', /^(?:(?:review of |looking back at |status of )?(?:the )?(?:last|previous|past|earlier)\b.{0,30}\b(?:actions?|action items?|improvements?|commitments|experiments)|(?:actions?|action items?|improvements?) (?:of|from) (?:the )?(?:last|previous)\b.*|what (?:became|came) of\b.*|follow[- ]?up (?:of|on|from) (?:the )?(?:last|previous)\b.*)$/],
    ['actions', /^(?:experiments?|(?:agreed )?improvements? (?:for|in) (?:the )?next\b.*|what we (?:will )?(?:try|change)(?: next)?)$/],
    ['toImprove', /^(?:(?:what )?(?:we )?(?:to|can|could|should|we can|we could|needs?|should we|can we) (?:be )?(?:do )?(?:improv|better|different)\w*\b.*|what (?:did(?: not|n't) go|went (?:less|not so)|(?:has )?gone wrong|went wrong|went badly|went poorly|hindered|slowed|was hard|hurt)\b.*|what (?:could|can|should) (?:be|have been|go|have gone) (?:better|improved?)\b.*|(?:did(?: not|n't)|not) (?:go )?(?:so )?well|less|stop|start and stop|mad|sad|pain points?|frictions?|problems?|minus(?:es)?|delta|improvements?|to improve)$/],
    ['wentWell', /^(?:what )?(?:went|worked|goes|has gone|did we do|we did) (?:really )?well\b|^(?:what (?:was|is) good|what (?:worked|helped|to keep|we keep|we liked)|keep(?: doing)?|continue|glad|liked|plus(?:es)?|wins|positives|highlights|good|successes)$/],
    ['puzzles', /^(?:(?:what )?(?:still )?(?:puzzle[sd]?|surprise[sd]|confuse[sd])(?: us)?|puzzles?|open questions?|questions?|surprises?|(?:what )?(?:we )?(?:do(?: not|n't)) (?:yet )?(?:know|understand))$/],
    ['summary', /^(?:(?:the |this )?sprint(?: goal)?|the iteration)$/],
  ],
  'root-cause-analysis': [
    ['effectiveness', /\beffective(?:ness|ly)?\b|^(?:did it (?:work|help)|follow[- ]?up check|recurrence check|monitoring of (?:the )?(?:actions|results?))$/],
    ['verification', /^(?:verif(?:ication|ying|ied)|validation|confirm(?:ation|ing)?|testing|proof)\b.{0,40}$|^(?:how (?:the )?causes? (?:was|were|is|are) (?:verified|confirmed|tested)|causes? (?:verified|confirmed|tested|verification))$/],
    ['problem', /^(?:(?:the )?problem(?: (?:statement|description|definition))?|statement of (?:the )?problem|problem to (?:be )?solved?|what is the problem|is and is not|is \/ is not)$/],
    ['evidence', /^(?:evidence|data|facts|observations|findings|measurements|data (?:collected|collection)|collected (?:data|evidence)|what (?:is|was|we) (?:known|observed|know|saw|measured))$/],
  ],
} // prettier-ignore
