import type { DocumentRule } from '../../rule.ts'
import { firstLine, headingOf } from '../../where.ts'

export const zone: DocumentRule = {
  id: 'timeline/zone',
  family: 'timeline',
  scope: 'document',
  level: 'warning',
  severities: { sev4: 'note' },
  summary: 'The times of the timeline have a time zone.',
  why: 'Responders, logs and dashboards live in several zones; without one the events of a timeline cannot be laid beside each other.',
  source:
    'PagerDuty, Incident Response documentation, "Postmortem Template", whose timeline is in UTC: https://response.pagerduty.com/after/post_mortem_template/',
  *check(context) {
    const timed = context.postmortem.timeline.filter((entry) => (entry.at?.length ?? 0) > 10)
    const bare = timed.filter((entry) => !entry.zoneStated)
    const first = bare[0]
    if (!first) return
    if (bare.length === timed.length) {
      yield {
        at: headingOf(context, 'timeline') ?? firstLine(context.text, first.range),
        message:
          'No time zone is stated, so the times are read as UTC. Say it once in the heading, as `## Timeline (all times UTC)`.',
      }
    } else {
      const others = bare.length > 1 ? ` (and ${String(bare.length - 1)} more)` : ''
      yield {
        at: firstLine(context.text, first.range),
        message: `This entry${others} has no time zone while others have one. Add it, or say the zone once in the heading.`,
      }
    }
  },
}
