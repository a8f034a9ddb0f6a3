import type { Config } from '../config/schema.ts'
import { problemsText } from '../config/problems.ts'
import type { ConfigProblem, Settings } from '../config/settings.ts'
import { late, ref, type Effect } from '../effects.ts'
import { hrefOf } from '../github/href.ts'
import { inertLine } from '../github/inert.ts'
import { hashOf, marker, readMarker } from '../github/marker.ts'
import { practiceAsked } from '../incident/label.ts'
import type { PostmortemState } from '../incident/state.ts'
import { practiceNamed, type PracticeName } from '../postmortem/practice.ts'
import { render } from '../templates.ts'
import { branchAndDocument, draftOf, openPull } from './drafting.ts'
import { readForm } from '../incident/form.ts'
import { reviewDue, reviewHours, severitiesOf } from '../incident/severity.ts'

export function plan(state: PostmortemState, { config, problems }: Settings, _now: Date): readonly Effect[] {
  const { repository, pull } = state
  if (repository.archived) return [] // nothing can be written there, not even that
  const practice = practiceAsked(state.incident.labels, config)
  if (practice === null) return pull?.byApp && pull.state === 'open' ? unlabelled(state, pull.number) : []
  return [...open(state, practice, config), ...tellConfigProblems(state, problems)]
}

function open(state: PostmortemState, practice: PracticeName, config: Config): readonly Effect[] {
  const { repository, pull } = state
  if (pull) {
    return [...dress(state, practice, config), ...comment(state, practice, config, `#${pull.number}`)]
  }
  if (!repository.defaultBranch) return note(state, 'empty', render('opening/empty', {}))
  if (state.documentOnDefault !== null)
    return pointToExisting(state, state.documentOnDefault.name, practice, config)
  const draft = draftOf(state, practice, config)
  return [
    ...branchAndDocument(state, draft, repository.defaultBranch.sha),
    openPull(state, { base: repository.defaultBranch.name, config }, draft),
    {
      do: 'updateIssue',
      number: ref('pull'),
      set: { labels: [labelOf(practice, config)], assignees: state.incident.assignees },
    },
    ...comment(state, practice, config, `#${late('pull', 'number')}`),
  ]
}

/** By the postmortem's label the digest finds those that are due; no other review is. */
const labelOf = (practice: PracticeName, { postmortem, practices }: Config): string =>
  practice === 'postmortem' ? postmortem.label : practices[practice].label

/** The label and the people of a pull request that was opened but not dressed, since a try was cut short. */
function dress(
  { pull, incident, comments }: PostmortemState,
  practice: PracticeName,
  config: Config,
): readonly Effect[] {
  if (!pull?.byApp || pull.state !== 'open') return []
  const cutShort = !comments.some(({ body }) => readMarker('incident', body))
  const label = labelOf(practice, config)
  if (!cutShort || pull.labels.includes(label)) return []
  const labels = [...pull.labels, label]
  return [{ do: 'updateIssue', number: pull.number, set: { labels, assignees: incident.assignees } }]
}

function dueFacts({ incident }: PostmortemState, config: Config) {
  const form = readForm(incident.body)
  const { severity, named } = severitiesOf(incident.labels, form.severity, config)
  const at = reviewDue(incident.closedAt, severity, config)
  const due = at ? `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC` : ''
  return {
    due: render('opening/due', { due, hours: reviewHours(severity, config) }).trimEnd(),
    several: named.length > 1 ? named.join(', ') : '',
    severity: severity ?? '',
  }
}

/** One comment on the issue, kept true: with the link, and for a postmortem the date by which the review is due. */
function comment(
  state: PostmortemState,
  practice: PracticeName,
  config: Config,
  pull: string,
): readonly Effect[] {
  const isPostmortem = practice === 'postmortem'
  const merged = state.pull?.state === 'merged'
  const facts = isPostmortem
    ? { ...dueFacts(state, config), merged }
    : { called: practiceNamed(practice).called, merged }
  const hash = hashOf(facts)
  const own = state.comments.find(({ body }) => readMarker('incident', body))
  // A pull request that was closed unmerged: somebody decided, and nothing is due.
  if (state.pull?.state === 'closed') return []
  if (own && readMarker('incident', own.body)?.['hash'] === hash) return []
  const template = isPostmortem ? 'opening/incident' : 'opening/asked'
  const body = `${render(template, { ...facts, pull })}${marker('incident', { hash })}`
  if (own) return [{ do: 'editComment', id: own.id, body }]
  return [{ do: 'comment', number: state.incident.number, body }]
}

function pointToExisting(
  state: PostmortemState,
  name: string,
  practice: PracticeName,
  config: Config,
): readonly Effect[] {
  const { url, defaultBranch } = state.repository
  const { called, ofIncident } = practiceNamed(practice)
  const link = hrefOf(url, defaultBranch?.name ?? 'HEAD', `${config.postmortem.folder}/${name}`)
  return note(
    state,
    'exists',
    render('opening/exists', { name: inertLine(name), url: link, called, ofIncident }),
  )
}

const unlabelled = (state: PostmortemState, number: number): readonly Effect[] =>
  note(state, 'unlabelled', render('opening/unlabelled', { number }))

function tellConfigProblems(state: PostmortemState, problems: readonly ConfigProblem[]): readonly Effect[] {
  if (problems.length === 0) return []
  return note(state, 'config', problemsText(problems))
}

/** Says one thing once: the same words about the same matter are not repeated. */
function note({ comments, incident }: PostmortemState, about: string, text: string): readonly Effect[] {
  const hash = hashOf(text)
  const said = comments.some(({ body }) => {
    const data = readMarker('note', body)
    return data?.['about'] === about && data['hash'] === hash
  })
  return said
    ? []
    : [{ do: 'comment', number: incident.number, body: `${text}${marker('note', { about, hash })}` }]
}
