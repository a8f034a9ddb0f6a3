import type * as GitHub from '@octokit/graphql-schema'
import type { Label, Milestone } from '../../model.ts'
import { fullName, nodeId } from '../../world.ts'
import type { Fields } from '../fields.ts'
import { issuesField, pullRequestsField } from '../listing.ts'
import { node, actorNode } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { addresses } from './actor.ts'

export function labelFields(scope: Scope, label: Label): Fields<GitHub.Label> {
  const { repository } = label
  const wearing = { labels: [label.name] }
  return {
    __typename: 'Label',
    id: nodeId('Label', label.id),
    name: label.name,
    color: label.color,
    description: label.description,
    isDefault: label.default,
    ...addresses(scope, `/${fullName(repository)}/labels/${encodeURIComponent(label.name)}`),
    repository: () => node('Repository', repository),
    issues: (args: GitHub.LabelIssuesArgs) => issuesField(scope, repository, { ...args, ...wearing }),
    pullRequests: (args: GitHub.LabelPullRequestsArgs) =>
      pullRequestsField(scope, repository, { ...args, ...wearing }),
  }
}

export function milestoneFields(scope: Scope, milestone: Milestone): Fields<GitHub.Milestone> {
  const { repository } = milestone
  const mine = () => [...repository.issues.values()].filter((issue) => issue.milestone === milestone)
  return {
    __typename: 'Milestone',
    id: nodeId('Milestone', milestone.id),
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    state: milestone.state === 'open' ? 'OPEN' : 'CLOSED',
    closed: milestone.state === 'closed',
    closedAt: milestone.closedAt,
    createdAt: milestone.createdAt,
    updatedAt: milestone.updatedAt,
    dueOn: milestone.dueOn,
    ...addresses(scope, `/${fullName(repository)}/milestone/${milestone.number}`),
    creator: () => actorNode(milestone.creator),
    repository: () => node('Repository', repository),
    progressPercentage: () => {
      const all = mine()
      const closed = all.filter((issue) => issue.state === 'closed').length
      return all.length === 0 ? 0 : (closed / all.length) * 100
    },
    issues: (args: GitHub.MilestoneIssuesArgs) =>
      issuesField(scope, repository, args, (issue) => issue.milestone === milestone),
    pullRequests: (args: GitHub.MilestonePullRequestsArgs) =>
      pullRequestsField(scope, repository, args, (pull) => pull.issue.milestone === milestone),
  }
}
