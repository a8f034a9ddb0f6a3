import type { By } from '../by.ts'
import { emit } from '../hooks/emit.ts'
import { invalid } from '../http/errors.ts'
import type { Milestone, Repository } from '../model.ts'
import { renderMilestone } from '../render/issue.ts'
import { isoSeconds, nextId, timestamp, type World } from '../world.ts'

export interface MilestoneInput {
  readonly title?: string | undefined
  readonly description?: string | null | undefined
  readonly due_on?: string | null | undefined
  readonly state?: 'open' | 'closed' | undefined
}

/** Makes a milestone; 422 where the title is taken. */
export function createMilestone(
  world: World,
  by: By,
  repository: Repository,
  input: MilestoneInput & { title: string },
): Milestone {
  checkTitle(repository, input.title, null)
  const now = timestamp(world)
  const dueOn = readDue(input.due_on ?? null)
  repository.lastMilestone += 1
  const milestone: Milestone = {
    id: nextId(world),
    repository,
    number: repository.lastMilestone,
    title: input.title,
    description: input.description ?? null,
    state: 'open',
    creator: by.account,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    dueOn,
  }
  repository.milestones.push(milestone)
  const parts = {
    milestone: { ...renderMilestone(world, milestone), state: 'open' as const, closed_at: null },
  }
  emit(world, 'milestone', 'created', { repository, sender: by.account, parts })
  if (input.state === 'closed') setState(world, by, milestone, 'closed')
  return milestone
}

export function editMilestone(world: World, by: By, milestone: Milestone, input: MilestoneInput): void {
  const changes = applyTexts(milestone, input)
  milestone.updatedAt = timestamp(world)
  if (Object.keys(changes).length > 0) {
    const parts = { milestone: renderMilestone(world, milestone), changes }
    emit(world, 'milestone', 'edited', { repository: milestone.repository, sender: by.account, parts })
  }
  if (input.state !== undefined && input.state !== milestone.state)
    setState(world, by, milestone, input.state)
}

function applyTexts(milestone: Milestone, input: MilestoneInput) {
  const changes: { title?: { from: string }; description?: { from: string }; due_on?: { from: string } } = {}
  const { title, description } = input
  const dueOn = input.due_on === undefined ? milestone.dueOn : readDue(input.due_on)
  if (title !== undefined && title !== milestone.title) {
    checkTitle(milestone.repository, title, milestone)
    changes.title = { from: milestone.title }
    milestone.title = title
  }
  if (description !== undefined && description !== milestone.description) {
    changes.description = { from: milestone.description ?? '' }
    milestone.description = description
  }
  if (dueOn !== milestone.dueOn) {
    changes.due_on = { from: milestone.dueOn ?? '' }
    milestone.dueOn = dueOn
  }
  return changes
}

function setState(world: World, by: By, milestone: Milestone, state: 'open' | 'closed'): void {
  milestone.state = state
  milestone.closedAt = state === 'closed' ? timestamp(world) : null
  const about = { repository: milestone.repository, sender: by.account }
  const rendered = renderMilestone(world, milestone)
  if (milestone.closedAt !== null)
    emit(world, 'milestone', 'closed', {
      ...about,
      parts: { milestone: { ...rendered, state: 'closed', closed_at: milestone.closedAt } },
    })
  else
    emit(world, 'milestone', 'opened', {
      ...about,
      parts: { milestone: { ...rendered, state: 'open', closed_at: null } },
    })
}

/** Takes it away from the repository and from its issues. */
export function deleteMilestone(world: World, by: By, milestone: Milestone): void {
  const { repository } = milestone
  const parts = { milestone: renderMilestone(world, milestone) }
  repository.milestones = repository.milestones.filter((one) => one !== milestone)
  for (const issue of repository.issues.values()) if (issue.milestone === milestone) issue.milestone = null
  emit(world, 'milestone', 'deleted', { repository, sender: by.account, parts })
}

function checkTitle(repository: Repository, title: string, self: Milestone | null): void {
  if (title.trim() === '') throw invalid({ resource: 'Milestone', field: 'title', code: 'missing_field' })
  if (repository.milestones.some((one) => one !== self && one.title.toLowerCase() === title.toLowerCase()))
    throw invalid({ resource: 'Milestone', field: 'title', code: 'already_exists' })
}

/**
 * A milestone is due on a day, and GitHub's days are those of US Pacific: whatever the time, what is kept is the
 * midnight there that begins the day. `2026-12-01T00:00:00Z` is therefore kept as the 30th of November.
 */
export function readDue(text: string | null): string | null {
  if (text === null) return null
  const given = new Date(text)
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(given.getTime()))
    throw invalid({ resource: 'Milestone', field: 'due_on', code: 'invalid' })
  return isoSeconds(pacificMidnight(given))
}

const PACIFIC = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
})

function pacificMidnight(moment: Date): Date {
  const day = pacific(moment).day
  // Pacific is seven hours behind UTC in summer and eight in winter; its midnight is the one that reads as hour zero.
  const candidates = [7, 8].map((hours) => new Date(`${day}T0${hours}:00:00Z`))
  return candidates.find((one) => pacific(one).day === day && pacific(one).hour === '00') ?? moment
}

function pacific(moment: Date): { day: string; hour: string } {
  const parts = new Map(PACIFIC.formatToParts(moment).map(({ type, value }) => [type, value]))
  return {
    day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    hour: parts.get('hour') ?? '',
  }
}
