import { DILIGENCE_PAST } from './verbs.ts'

/** Past participles by who does such things, or to what they are done. */
const words = (list: string): readonly string[] => list.trim().split(/\s+/)

/** What people do by deciding to: "could have been *renewed*" is said of somebody. */
export const DONE_BY_PEOPLE: ReadonlySet<string> = new Set([
  ...DILIGENCE_PAST,
  ...words(`
  avoided prevented done approved merged taken given found identified discovered addressed seen planned
  postponed handled made asked known picked rolled started stopped fixed deployed documented disclosed
  split load-tested stress-tested renewed rotated upgraded patched scheduled automated rehearsed cancelled
  reverted recognised recognized foreseen prioritised prioritized resolved mitigated discussed declared
  involved acted clarified shortened reduced required respected challenged rechecked enforced`),
])

/** What systems do, or what is done to data: there "should have been" tells what was expected of them. */
export const DONE_BY_SYSTEMS: ReadonlySet<string> = new Set(
  words(`
  routed rejected fired triggered evicted retried sent returned cached dropped throttled scaled processed
  logged deleted cleaned marked called loaded terminated invalidated propagated applied used encrypted
  enabled disabled set stored created generated redirected served ignored skipped accepted allowed denied
  replicated synced initialised initialized closed opened released expired emitted paged alerted read
  balanced indexed flushed executed run excluded included counted filtered parsed escaped validated picked
  delivered queued committed corrected purged unchanged sorted signed issued assigned based limited
  restored available recorded shown displayed placed mounted charged billed credited paid`),
)

/** What an incident does to things: how much of it there could have been is no reproach. */
export const HARMED: ReadonlySet<string> = new Set(
  words(`
  lost corrupted affected impacted exposed compromised deleted exploited abused leaked used caused broken
  damaged triggered overloaded accessed stolen hit overwritten interrupted`),
)

/** What an act would have done for the outcome: "calling them would have *saved* an hour". */
export const HELPING: ReadonlySet<string> = new Set(
  words(`
  saved spared helped caught prevented avoided shown revealed shortened opened told given bought kept
  stopped made allowed reduced limited uncovered exposed flagged changed meant cut turned pointed eased
  alerted warned eliminated surfaced put brought halved mitigated contained sufficed identified detected
  spotted been`),
)
