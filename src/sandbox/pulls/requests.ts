import { note, type By } from '../by.ts'
import { emit } from '../hooks/emit.ts'
import { ApiError } from '../http/errors.ts'
import type { Account, Pull, Repository, Team } from '../model.ts'
import { renderTeam, renderUser } from '../render/account.ts'
import { renderPullEvent } from '../render/pull.ts'
import { findAccount, hasRole, type World } from '../world.ts'
import { diffOf } from './changes.ts'
import { codeOwnersOf, type Reviewers } from './owners.ts'

/** Asks those who are not asked yet, each with an event of its own. */
export function requestReviewers(world: World, by: By, pull: Pull, { people, teams }: Reviewers): void {
  for (const person of people) {
    if (pull.requestedReviewers.includes(person)) continue
    pull.requestedReviewers.push(person)
    tell(world, by, pull, 'review_requested', person)
  }
  for (const team of teams) {
    if (pull.requestedTeams.includes(team)) continue
    pull.requestedTeams.push(team)
    tell(world, by, pull, 'review_requested', team)
  }
}

export function removeReviewers(world: World, by: By, pull: Pull, { people, teams }: Reviewers): void {
  const gone = [
    ...pull.requestedReviewers.filter((one) => people.includes(one)),
    ...pull.requestedTeams.filter((one) => teams.includes(one)),
  ]
  pull.requestedReviewers = pull.requestedReviewers.filter((one) => !people.includes(one))
  pull.requestedTeams = pull.requestedTeams.filter((one) => !teams.includes(one))
  for (const reviewer of gone) tell(world, by, pull, 'review_request_removed', reviewer)
}

function tell(
  world: World,
  by: By,
  pull: Pull,
  action: 'review_requested' | 'review_request_removed',
  reviewer: Account | Team,
): void {
  note(world, by, pull.issue, { event: action, reviewer })
  const whom =
    'slug' in reviewer
      ? { requested_team: renderTeam(world, reviewer) }
      : { requested_reviewer: renderUser(world, reviewer) }
  const parts = { number: pull.issue.number, pull_request: renderPullEvent(world, pull), ...whom }
  emit(world, 'pull_request', action, { repository: pull.issue.repository, sender: by.account, parts })
}

/** The people and teams that the names mean; 422 for the author, and for who is no collaborator. */
export function reviewersNamed(
  world: World,
  pull: Pull,
  { logins, slugs }: { logins: readonly string[]; slugs: readonly string[] },
): Reviewers {
  const { repository, author } = pull.issue
  const people = logins.map((login) => {
    const account = findAccount(world, login)
    if (account === author) throw new ApiError(422, 'Review cannot be requested from pull request author.')
    if (!account || account.type !== 'User' || !canReview(account, repository))
      throw noCollaborator(repository)
    return account
  })
  const teams = slugs.map((slug) => {
    const team = repository.owner.teams.find((one) => one.slug === slug.toLowerCase())
    if (!team?.repositories.has(repository.id)) throw noCollaborator(repository)
    return team
  })
  return { people, teams }
}

const canReview = (account: Account, repository: Repository): boolean =>
  account.id === repository.owner.id ||
  repository.collaborators.has(account.id) ||
  repository.owner.members.has(account.id) ||
  hasRole(account, repository, 'write')

const noCollaborator = ({ owner, name }: Repository): ApiError =>
  new ApiError(
    422,
    `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${owner.login}/${name} repository.`,
  )

/** Asks the code owners of what changed, but for the author; a draft asks nobody. */
export function requestOwners(world: World, by: By, pull: Pull): void {
  if (pull.draft || pull.issue.state === 'closed') return
  const paths = diffOf(world, pull).flatMap(({ path, previousPath }) => [
    path,
    ...(previousPath === undefined ? [] : [previousPath]),
  ])
  requestReviewers(world, by, pull, codeOwnersOf(world, pull, paths))
}
