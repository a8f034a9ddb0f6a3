import { invalid } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context } from '../http/route.ts'
import type { Issue } from '../model.ts'
import { renderIssue } from '../render/issue.ts'

type Test = (issue: Issue) => boolean

/** `GET …/issues` with all its filters; pull requests are issues here. */
export function listIssues(ctx: Context): Answer {
  const tests = filters(ctx)
  const issues = [...ctx.repository.issues.values()].filter((issue) => tests.every((test) => test(issue)))
  return page(ctx, sorted(ctx, issues), (issue) => renderIssue(ctx.world, issue))
}

function filters(ctx: Context): Test[] {
  const state = oneOf(ctx, 'state', ['open', 'closed', 'all'])
  const tests: Test[] = [
    (issue) => state === 'all' || issue.state === state,
    // Where issues are switched off, the pull requests are still here.
    (issue) => ctx.repository.hasIssues || issue.pull !== null,
  ]
  const on = (name: string, test: (value: string) => Test): void => {
    const value = ctx.query(name)
    if (value !== null && value !== '') tests.push(test(value))
  }
  on('labels', hasLabels)
  on('milestone', (value) => inMilestone(ctx, value))
  on('assignee', isAssignedTo)
  on('creator', (value) => (issue) => same(issue.author.login, value))
  on('mentioned', (value) => (issue) => {
    const text = [issue.body ?? '', ...issue.comments.map((one) => one.body)].join('\n')
    return new RegExp(`@${value.replaceAll(/[^\w-]/g, '')}(?![\\w-])`, 'i').test(text)
  })
  on('since', (value) => (issue) => Date.parse(issue.updatedAt) >= Date.parse(value))
  return tests
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

const hasLabels = (value: string): Test => {
  const wanted = value.split(',').map((name) => name.trim())
  return (issue) => wanted.every((name) => issue.labels.some((label) => same(label.name, name)))
}

function isAssignedTo(value: string): Test {
  if (value === '*') return (issue) => issue.assignees.length > 0
  if (value === 'none') return (issue) => issue.assignees.length === 0
  return (issue) => issue.assignees.some((one) => same(one.login, value))
}

function inMilestone(ctx: Context, value: string): Test {
  if (value === '*') return (issue) => issue.milestone !== null
  if (value === 'none') return (issue) => issue.milestone === null
  if (!ctx.repository.milestones.some((one) => String(one.number) === value))
    throw invalid({ resource: 'Issue', field: 'milestone', code: 'invalid', value })
  return (issue) => String(issue.milestone?.number) === value
}

function sorted(ctx: Context, issues: Issue[]): Issue[] {
  const sort = oneOf(ctx, 'sort', ['created', 'updated', 'comments'])
  const sign = oneOf(ctx, 'direction', ['desc', 'asc']) === 'asc' ? 1 : -1
  const compare = (a: Issue, b: Issue): number => {
    if (sort === 'comments') return a.comments.length - b.comments.length
    return sort === 'updated'
      ? a.updatedAt.localeCompare(b.updatedAt)
      : a.createdAt.localeCompare(b.createdAt)
  }
  return issues.toSorted((a, b) => sign * (compare(a, b) || a.number - b.number))
}

/** A query parameter with a closed list of values, the first of which counts where none is given. */
function oneOf(ctx: Context, name: string, values: readonly string[]): string {
  const value = ctx.query(name) || (values[0] ?? '')
  if (!values.includes(value)) throw invalid({ resource: 'Issue', field: name, code: 'invalid', value })
  return value
}
