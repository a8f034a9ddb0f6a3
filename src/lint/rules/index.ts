import type { Rule, SentenceRule } from '../rule.ts'
import { balance } from './actions/balance.ts'
import { actionsFollowStory } from './actions/follow-story.ts'
import { actionsBeforeLaunch } from './actions/before-launch.ts'
import { oneDeliverable } from './actions/one-deliverable.ts'
import { parkedReason } from './actions/parked-reason.ts'
import { strength } from './actions/strength.ts'
import { successMeasure } from './actions/success-measure.ts'
import { unansweredFactor } from './actions/unanswered-factor.ts'
import { withinLimit } from './actions/within-limit.ts'
import { workingDay } from './actions/working-day.ts'
import { category } from './actions/category.ts'
import { dueDate } from './actions/due-date.ts'
import { duplicateId } from './actions/duplicate-id.ts'
import { factor } from './actions/factor.ts'
import { measurable } from './actions/measurable.ts'
import { none } from './actions/none.ts'
import { oneDri } from './actions/one-dri.ts'
import { specific } from './actions/specific.ts'
import { tooMany } from './actions/too-many.ts'
import { counterfactual } from './blame/counterfactual.ts'
import { humanError } from './blame/human-error.ts'
import { judgement } from './blame/judgement.ts'
import { mindReading } from './blame/mind-reading.ts'
import { omission } from './blame/omission.ts'
import { person } from './blame/person.ts'
import { businessEffect } from './facts/business-effect.ts'
import { dates } from './facts/dates.ts'
import { frontMatter } from './facts/front-matter.ts'
import { impactedUsers } from './facts/impacted-users.ts'
import { missingSection } from './facts/missing-section.ts'
import { factsPractice } from './facts/practice.ts'
import { publishedLate } from './facts/published-late.ts'
import { placeholder } from './facts/placeholder.ts'
import { severity } from './facts/severity.ts'
import { factsSlo } from './facts/slo.ts'
import { title } from './facts/title.ts'
import { cycle } from './factors/cycle.ts'
import { oneEnd } from './factors/one-end.ts'
import { orphan } from './factors/orphan.ts'
import { processNotFollowed } from './factors/process-not-followed.ts'
import { factorsRisk } from './factors/risk.ts'
import { singleCause } from './factors/single-cause.ts'
import { tooFew } from './factors/too-few.ts'
import { unknownLink } from './factors/unknown-link.ts'
import { factorsVerified } from './factors/verified.ts'
import { whatWentWell } from './factors/what-went-well.ts'
import { whysPerson } from './factors/whys-person.ts'
import { participants } from './review/participants.ts'
import { publicSummary } from './review/public-summary.ts'
import { thanks } from './review/thanks.ts'
import { waiver } from './review/waiver.ts'
import { durations } from './timeline/durations.ts'
import { gap } from './timeline/gap.ts'
import { judgement as timelineJudgement } from './timeline/judgement.ts'
import { order } from './timeline/order.ts'
import { source } from './timeline/source.ts'
import { startsAfterDetection } from './timeline/starts-after-detection.ts'
import { zone } from './timeline/zone.ts'

/** Of two sentence rules that point at the same words the one further up speaks: the more personal one. */
export const SENTENCE_RULES: readonly SentenceRule[] = [
  person,
  judgement,
  mindReading,
  omission,
  counterfactual,
  humanError,
  singleCause,
  processNotFollowed,
  timelineJudgement,
]

/** Every rule. */
export const RULES: readonly Rule[] = [
  title,
  severity,
  dates,
  impactedUsers,
  businessEffect,
  frontMatter,
  publishedLate,
  placeholder,
  missingSection,
  factsSlo,
  factsPractice,
  order,
  zone,
  source,
  startsAfterDetection,
  gap,
  durations,
  tooFew,
  oneEnd,
  whysPerson,
  whatWentWell,
  unknownLink,
  cycle,
  orphan,
  factorsVerified,
  factorsRisk,
  none,
  oneDri,
  dueDate,
  workingDay,
  withinLimit,
  specific,
  measurable,
  oneDeliverable,
  successMeasure,
  factor,
  unansweredFactor,
  category,
  balance,
  strength,
  tooMany,
  parkedReason,
  duplicateId,
  actionsFollowStory,
  actionsBeforeLaunch,
  participants,
  thanks,
  publicSummary,
  waiver,
  ...SENTENCE_RULES,
]
