import { note, type By } from '../by.ts'
import { emit } from '../hooks/emit.ts'
import { invalid } from '../http/errors.ts'
import type { Issue, Label, Repository } from '../model.ts'
import { renderLabel } from '../render/issue.ts'
import { nextId, type World } from '../world.ts'
import { tell } from './tell.ts'

/** A label of the repository by name, in any case. */
export const findLabel = (repository: Repository, name: string): Label | null =>
  repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase()) ?? null

export interface NewLabel {
  readonly name: string
  /** Six hex digits; grey where not said. */
  readonly color?: string | undefined
  readonly description?: string | null | undefined
}

const GREY = 'ededed'

/** Makes a label; 422 where the name is taken or the colour is none. */
export function createLabel(
  world: World,
  by: By,
  repository: Repository,
  { name, color, description }: NewLabel,
): Label {
  checkName(name)
  if (findLabel(repository, name)) throw invalid({ resource: 'Label', field: 'name', code: 'already_exists' })
  checkLook(color, description)
  const label: Label = {
    id: nextId(world),
    repository,
    name: name.trim(),
    color: color ?? GREY,
    description: description ?? null,
    default: false,
  }
  repository.labels.push(label)
  emit(world, 'label', 'created', {
    repository,
    sender: by.account,
    parts: { label: renderLabel(world, label) },
  })
  return label
}

const LONGEST_NAME = 50

function checkName(name: string): void {
  if (name.trim() === '') throw invalid({ resource: 'Label', field: 'name', code: 'missing_field' })
  if (Array.from(name).length > LONGEST_NAME)
    throw invalid({
      resource: 'Label',
      field: 'name',
      code: 'custom',
      message: `name is too long (maximum is ${LONGEST_NAME} characters)`,
    })
}

function checkLook(color: string | undefined, description: string | null | undefined): void {
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color))
    throw invalid({ resource: 'Label', field: 'color', code: 'invalid' })
  if ((description ?? '').length > 100)
    throw invalid({
      resource: 'Label',
      field: 'description',
      code: 'custom',
      message: 'description is too long (maximum is 100 characters)',
    })
}

export interface LabelEdit extends Omit<NewLabel, 'name'> {
  readonly name?: string | undefined
}

export function editLabel(world: World, by: By, label: Label, edit: LabelEdit): void {
  const { name, color, description } = edit
  checkLook(color, description)
  const changes: { name?: { from: string }; color?: { from: string }; description?: { from: string } } = {}
  if (name !== undefined && name !== label.name) {
    checkName(name)
    const other = findLabel(label.repository, name)
    if (other && other !== label) throw invalid({ resource: 'Label', field: 'name', code: 'already_exists' })
    changes.name = { from: label.name }
    label.name = name
  }
  if (color !== undefined && color !== label.color) {
    changes.color = { from: label.color }
    label.color = color
  }
  if (description !== undefined && description !== label.description) {
    changes.description = { from: label.description ?? '' }
    label.description = description
  }
  const parts = { label: renderLabel(world, label), changes }
  emit(world, 'label', 'edited', { repository: label.repository, sender: by.account, parts })
}

/** Takes the label away from the repository and from all that bears it. */
export function deleteLabel(world: World, by: By, label: Label): void {
  const { repository } = label
  const parts = { label: renderLabel(world, label) }
  repository.labels = repository.labels.filter((one) => one !== label)
  for (const issue of repository.issues.values()) issue.labels = issue.labels.filter((one) => one !== label)
  emit(world, 'label', 'deleted', { repository, sender: by.account, parts })
}

/** The labels of these names, each once; those that the repository does not have yet are made, grey. */
export const labelsNamed = (
  world: World,
  by: By,
  repository: Repository,
  names: readonly string[],
): Label[] => [
  ...new Set(
    names.map((name) => findLabel(repository, name) ?? createLabel(world, by, repository, { name })),
  ),
]

export function addLabels(world: World, by: By, issue: Issue, names: readonly string[]): void {
  for (const label of labelsNamed(world, by, issue.repository, names)) {
    if (issue.labels.includes(label)) continue
    issue.labels.push(label)
    tellLabeled(world, by, issue, label)
  }
}

export function tellLabeled(world: World, by: By, issue: Issue, label: Label): void {
  note(world, by, issue, { event: 'labeled', label: { name: label.name, color: label.color } })
  tell(world, by, issue, 'labeled', { label: renderLabel(world, label) })
}

export function removeLabel(world: World, by: By, issue: Issue, label: Label): void {
  issue.labels = issue.labels.filter((one) => one !== label)
  note(world, by, issue, { event: 'unlabeled', label: { name: label.name, color: label.color } })
  tell(world, by, issue, 'unlabeled', { label: renderLabel(world, label) })
}

/** These and no others. */
export function setLabels(world: World, by: By, issue: Issue, names: readonly string[]): void {
  // All of them first: what is no name for a label must not cost the issue those that it has.
  const wanted = labelsNamed(world, by, issue.repository, names)
  for (const label of issue.labels) if (!wanted.includes(label)) removeLabel(world, by, issue, label)
  addLabels(world, by, issue, names)
}
