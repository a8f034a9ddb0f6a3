import { canSee } from '../http/access.ts'
import { notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Context, Route } from '../http/route.ts'
import type { IssueEvent } from '../model.ts'
import { eventsOf, renderEvent } from '../render/event.ts'
import { renderFullIssue } from '../render/issue.ts'
import { timelineOf } from '../render/timeline.ts'
import { issueOf } from './issues.ts'

const READ = [{ issues: 'read' }, { pull_requests: 'read' }] as const

export const issueEventRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/events',
    docs: 'issues/events#list-issue-events',
    needs: READ,
    handle: (ctx) => page(ctx, listed(ctx, issueOf(ctx).events), (one) => renderEvent(ctx.world, one)),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/events',
    docs: 'issues/events#list-issue-events-for-a-repository',
    needs: READ,
    handle: (ctx) =>
      page(ctx, listed(ctx, eventsOf(ctx.repository)), (one) => ({
        ...renderEvent(ctx.world, one),
        issue: renderFullIssue(ctx.world, one.issue),
      })),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/events/{event_id}',
    docs: 'issues/events#get-an-issue-event',
    needs: READ,
    handle: (ctx) => {
      const event = listed(ctx, eventsOf(ctx.repository)).find(({ id }) => id === ctx.number('event_id'))
      if (!event) throw notFound()
      return {
        status: 200,
        body: { ...renderEvent(ctx.world, event), issue: renderFullIssue(ctx.world, event.issue) },
      }
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/timeline',
    docs: 'issues/timeline#list-timeline-events-for-an-issue',
    needs: READ,
    handle: (ctx) => {
      const entries = timelineOf(ctx.world, issueOf(ctx), (other) => canSee(ctx.actor, other.repository))
      return page(ctx, entries, (render) => render())
    },
  },
]

/** What the timeline alone tells is left out, and what names an issue that the reader may not know of. */
const listed = (ctx: Context, events: readonly IssueEvent[]): IssueEvent[] =>
  events.filter(
    ({ event, other }) => event !== 'cross-referenced' && (!other || canSee(ctx.actor, other.repository)),
  )
