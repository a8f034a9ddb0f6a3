import type { Config } from '../config/schema.ts'
import { ref, type Effect, type Numbered, type RepositoryName } from '../effects.ts'
import { CATEGORIES, type Category } from '../postmortem/document.ts'
import { render } from '../templates.ts'
import type { Place } from './state.ts'
import { PRIORITIES, type Priority, type Wanted } from './wanted.ts'

/** The labels that an action's issue gets from the app, each for a field of its own. */
export interface OwnLabels {
  readonly label: string
  readonly category: string | null
  readonly priority: string
}

export function labelsOf(
  { category, priority }: Pick<Wanted, 'category' | 'priority'>,
  config: Config,
): OwnLabels {
  const { label, categoryLabelPrefix, priorityLabelPrefix } = config.actions
  return {
    label,
    category: category === null ? null : `${categoryLabelPrefix}${category}`,
    priority: `${priorityLabelPrefix}${priority}`,
  }
}

/** Every label that any action may get: few enough to ask for each by name. */
export function possibleLabels(config: Config): string[] {
  const categories = CATEGORIES.map((category) => labelsOf({ category, priority: 'p3' }, config).category)
  const priorities = PRIORITIES.map((priority) => labelsOf({ category: null, priority }, config).priority)
  return [...new Set([config.actions.label, ...categories, ...priorities].filter((name) => name !== null))]
}

// Six digits, no hash, as GitHub takes them. Colours that stay apart for colour-blind eyes (Okabe and Ito's palette).
const CATEGORY_COLORS: Readonly<Record<Category, string>> = {
  prevention: '009e73',
  detection: '56b4e9',
  mitigation: 'e69f00',
  recovery: '0072b2',
  learning: 'cc79a7',
}
const PRIORITY_COLORS: Readonly<Record<Priority, string>> = {
  p0: '8b0000',
  p1: 'd55e00',
  p2: 'f0e442',
  p3: 'c5c5c5',
  p4: 'e5e5e5',
}
const ACTION_COLOR = '5319e7'

/**
 * Labels and milestones that a plan needs: the ones that are there are reused, the missing ones are made, each once,
 * before the issues that bear them.
 */
export class Shelf {
  readonly #config: Config
  readonly #home: RepositoryName
  readonly #missing = new Map<string, Effect>()

  constructor(home: RepositoryName, config: Config) {
    this.#home = home
    this.#config = config
  }

  /** What has to be made first. */
  get effects(): readonly Effect[] {
    return [...this.#missing.values()]
  }

  label(place: Place, name: string, wanted: Pick<Wanted, 'category' | 'priority'>): void {
    const key = name.toLowerCase()
    if (place.labels.some((label) => label.toLowerCase() === key)) return
    const own = labelsOf(wanted, this.#config)
    const kind = name === own.label ? 'action' : name === own.category ? 'category' : 'priority'
    const color =
      kind === 'action'
        ? ACTION_COLOR
        : kind === 'category' && wanted.category !== null
          ? CATEGORY_COLORS[wanted.category]
          : PRIORITY_COLORS[wanted.priority]
    const facts = { action: kind === 'action', category: kind === 'category' ? (wanted.category ?? '') : '' }
    const description = render('tracking/label', { ...facts, priority: wanted.priority }).trim()
    this.#need(place, `label ${key}`, { do: 'createLabel', name, color, description, ...this.at(place) })
  }

  /** One milestone for each date. */
  milestone(place: Place, due: string): Numbered {
    const title = render('tracking/milestone-title', { due }).trim()
    const same = (other: string): boolean => other.toLowerCase() === title.toLowerCase()
    // A person may have added words to its title; GitHub keeps titles unique, so the date tells nothing by itself.
    const there =
      place.milestones.find((milestone) => same(milestone.title)) ??
      place.milestones.find((milestone) => milestone.due === due && milestone.title.startsWith(title))
    if (there) return there.number
    const as = `due-${nameOf(place)}-${due}`.replace(/[^a-z0-9-]/gi, '-')
    const description = render('tracking/milestone', { due }).trim()
    this.#need(place, as, { do: 'createMilestone', as, title, description, due, ...this.at(place) })
    return ref(as)
  }

  /** The address of an effect outside of the home repository. */
  at(place: RepositoryName): { in?: RepositoryName } {
    return isSame(place, this.#home) ? {} : { in: { owner: place.owner, repo: place.repo } }
  }

  #need(place: RepositoryName, key: string, effect: Effect): void {
    const whole = `${nameOf(place)} ${key}`
    if (!this.#missing.has(whole)) this.#missing.set(whole, effect)
  }
}

export const nameOf = ({ owner, repo }: RepositoryName): string => `${owner}/${repo}`

/** Names are case-insensitive on GitHub. */
export const isSame = (a: RepositoryName, b: RepositoryName): boolean =>
  nameOf(a).toLowerCase() === nameOf(b).toLowerCase()
