import type { Effect, Numbered, RepositoryName } from './effects.ts'

/** An effect in plain words, for whoever decides whether to go on. */
export function describe(effect: Effect, home: RepositoryName): string {
  const place = effect.in ?? home
  const isHome = place.owner === home.owner && place.repo === home.repo
  const words = `${wordsOf(effect)}${isHome ? '' : ` in ${place.owner}/${place.repo}`}`
  // Titles are people's words, and a terminal obeys control characters.
  return words.replace(/\p{Cc}/gu, '·')
}

type Words = { readonly [Kind in Effect['do']]: (effect: Extract<Effect, { do: Kind }>) => string }

const WORDS: Words = {
  createBranch: ({ branch }) => `make the branch ${branch}`,
  commitFile: ({ path, branch, replaces }) =>
    `${replaces === null ? 'write' : 'change'} the file ${path} on ${branch}`,
  openPull: ({ draft, title }) => `open a ${draft ? 'draft ' : ''}pull request "${title}"`,
  createLabel: ({ name }) => `make the label "${name}"`,
  createMilestone: ({ title, due }) => `make the milestone "${title}", due ${due}`,
  createIssue: ({ title, assignees }) => `open the issue "${title}"${forWhom(assignees)}`,
  updateIssue: ({ number, set }) => `change ${numberOf(number)}: ${Object.keys(set).join(', ')}`,
  addSubIssues: ({ parent, children }) =>
    `put ${children.length === 1 ? 'an issue' : `${children.length} issues`} under #${parent.number}`,
  pinIssue: ({ number }) => `pin ${numberOf(number)}`,
  comment: ({ number }) => `comment on ${numberOf(number)}`,
  editComment: ({ id }) => `change the comment ${typeof id === 'number' ? id : 'that was just written'}`,
  putCheckRun: ({ check }) => `report the check "${check.name}"`,
  commitFiles: ({ files, branch }) => `write ${files.map(({ path }) => path).join(' and ')} on ${branch}`,
  publish: ({ channel }) => `tell the channel "${channel}"`,
  createDiscussion: ({ title }) => `open the discussion "${title}"`,
}

const wordsOf = <Kind extends Effect['do']>(effect: Extract<Effect, { do: Kind }>): string =>
  WORDS[effect.do](effect)

const forWhom = (logins: readonly string[]): string =>
  logins.length === 0 ? '' : ` for ${logins.join(', ')}`

const numberOf = (number: Numbered): string => (typeof number === 'number' ? `#${number}` : 'the new one')
