import type { ApiFault } from '../../src/sandbox/http/faults.ts'

type Spot = Pick<ApiFault, 'method' | 'path' | 'body'>

const REPO = '/repos/{owner}/{repo}'
// People write by the same routes: only what bears a marker is the app's.
const OURS = /debrief:/

/** Every route by which the app writes in a whole life. */
export const WRITE_ROUTES: Readonly<Record<string, Spot>> = {
  'a branch': { method: 'POST', path: `${REPO}/git/refs` },
  'a file': { method: 'PUT', path: `${REPO}/contents/{path}` },
  'a pull request': { method: 'POST', path: `${REPO}/pulls` },
  'labels and people': { method: 'PATCH', path: `${REPO}/issues/{issue_number}` },
  'a check run': { method: 'POST', path: `${REPO}/check-runs` },
  'a label': { method: 'POST', path: `${REPO}/labels` },
  'a milestone': { method: 'POST', path: `${REPO}/milestones` },
  'an issue': { method: 'POST', path: `${REPO}/issues`, body: OURS },
  'a sub-issue': { method: 'POST', path: '/graphql', body: /addSubIssue/ },
  'a comment': { method: 'POST', path: `${REPO}/issues/{issue_number}/comments`, body: OURS },
  'a changed comment': { method: 'PATCH', path: `${REPO}/issues/comments/{comment_id}` },
  'the index': { method: 'POST', path: '/graphql', body: /createCommitOnBranch/ },
  'a pin': { method: 'POST', path: '/graphql', body: /pinIssue/ },
}
