import { LATE, type Effect, type Numbered } from '../../src/effects.ts'
import { readMarker } from '../../src/github/marker.ts'
import type {
  ActionIssue,
  Board,
  DocumentState,
  Home,
  Place,
  TrackingState,
} from '../../src/tracking/state.ts'

export const PATH = 'postmortems/12-checkout.md'
export const HOME: Home = {
  owner: 'acme',
  repo: 'shop',
  id: 900,
  url: 'https://github.example/acme/shop',
  sha: 'c0ffee',
}

export const A1 =
  '| A1 | detection | | Alert on replica lag above 30 s | @ada | 2026-12-01 | It fires in the drill | F1 |'
export const A2 =
  '| A2 | prevention | p1 | Fail over by runbook only | @grace | 2026-12-15 | Two drills pass | F1 |'

interface Text {
  readonly incident?: number | null
  readonly severity?: string
  readonly after?: string
}

export function postmortem(rows: readonly string[], text: Text = {}): string {
  const { incident = 12, severity = 'sev2', after = '' } = text
  return `---
${incident === null ? '' : `incident: ${incident}`}
title: Checkout errors
severity: ${severity}
---

## Contributing factors

### Blunt end

- **F1** The lag threshold stood at five minutes

## Actions

| ID | Category | Priority | Action | DRI | Due | Success measure | Factor |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

${after}`
}

export function place(given: Partial<Place> = {}): Place {
  const nothing = { obstacle: null, labels: [], milestones: [], issues: [] }
  return { owner: 'acme', repo: 'shop', ...nothing, assignable: ['ada', 'grace'], ...given }
}

export function documented(text: string, given: Partial<DocumentState> = {}): DocumentState {
  return {
    path: PATH,
    content: { kind: 'text', text },
    incident: 12,
    incidentIssue: { id: 'I_12', number: 12, openedOn: '2026-11-20' },
    board: { number: 12, comments: [] },
    alive: [],
    ...given,
  }
}

export function looked(text: string, given: Partial<DocumentState> = {}, places = [place()]): TrackingState {
  return { home: HOME, documents: [documented(text, given)], places }
}

/** The same state with another text. */
export const rewritten = (
  state: TrackingState,
  text: string,
  given: Partial<DocumentState> = {},
): TrackingState => ({
  ...state,
  documents: state.documents.map((document) => ({ ...document, content: { kind: 'text', text }, ...given })),
})

/** What a person did to the issues. */
export function touched(
  state: TrackingState,
  change: (issue: ActionIssue) => Partial<ActionIssue>,
): TrackingState {
  const places = state.places.map((each) => ({
    ...each,
    issues: each.issues.map((issue) => ({ ...issue, ...change(issue) })),
  }))
  return { ...state, places }
}

/** The state that is read once the effects are performed: GitHub's part in a plan test. */
export function performed(state: TrackingState, effects: readonly Effect[]): TrackingState {
  const made = new Map<string, { number: number; url: string; id: string }>()
  const fill = (text: string): string =>
    text.replace(LATE, (_, name: string, field: 'number' | 'url') => String(made.get(name)?.[field]))
  const known = (number: Numbered): number =>
    typeof number === 'number' ? number : (made.get(number.ref)?.number ?? -1)
  let places = [...state.places]
  let board = state.documents[0]?.board ?? null
  for (const effect of effects) {
    const name = `${effect.in?.owner ?? HOME.owner}/${effect.in?.repo ?? HOME.repo}`
    const change = (how: (place: Place) => Partial<Place>): void => {
      places = places.map((each) =>
        `${each.owner}/${each.repo}` === name ? { ...each, ...how(each) } : each,
      )
    }
    const changeIssue = (
      fits: (issue: ActionIssue) => boolean,
      how: (issue: ActionIssue) => Partial<ActionIssue>,
    ) =>
      change(({ issues }) => ({
        issues: issues.map((issue) => (fits(issue) ? { ...issue, ...how(issue) } : issue)),
      }))
    const count = places.flatMap(({ issues }) => issues).length
    switch (effect.do) {
      case 'createLabel':
        change(({ labels }) => ({ labels: [...labels, effect.name] }))
        break
      case 'createMilestone':
        change(({ milestones }) => {
          const number = milestones.length + 1
          made.set(effect.as ?? '', { number, url: '', id: '' })
          return { milestones: [...milestones, { number, title: effect.title, due: effect.due }] }
        })
        break
      case 'createIssue': {
        const number = 101 + count
        const url = `https://github.example/${name}/issues/${number}`
        made.set(effect.as ?? '', { number, url, id: `I_${number}` })
        const issue: ActionIssue = {
          number,
          id: `I_${number}`,
          url,
          title: effect.title,
          body: fill(effect.body),
          open: true,
          assignees: effect.assignees,
          labels: effect.labels,
          milestone: effect.milestone === null ? null : known(effect.milestone),
          hasParent: false,
          said: null,
        }
        change(({ issues }) => ({ issues: [...issues, issue] }))
        break
      }
      case 'updateIssue': {
        const { state: to, milestone, ...set } = effect.set
        changeIssue(
          ({ number }) => number === known(effect.number),
          (issue) => ({
            ...set,
            open: to === undefined ? issue.open : to === 'open',
            milestone:
              milestone === undefined ? issue.milestone : milestone === null ? null : known(milestone),
          }),
        )
        break
      }
      case 'addSubIssues': {
        const ids = effect.children.map((child) => ('id' in child ? child.id : made.get(child.ref)?.id))
        places = places.map((each) => ({
          ...each,
          issues: each.issues.map((issue) =>
            ids.includes(issue.id) ? { ...issue, hasParent: true } : issue,
          ),
        }))
        break
      }
      case 'comment': {
        const number = known(effect.number)
        const body = fill(effect.body)
        if (number === board?.number) board = said(board, body)
        else
          changeIssue(
            (issue) => issue.number === number,
            () => ({ said: fateIn(body) }),
          )
        break
      }
      case 'editComment':
        board = edited(board, known(effect.id), fill(effect.body))
        break
      default:
        throw new Error(`tracking has no business with ${effect.do}`)
    }
  }
  return { ...state, places, documents: state.documents.map((document) => ({ ...document, board })) }
}

const said = (board: Board, body: string): Board => ({
  ...board,
  comments: [...board.comments, { id: 500 + board.comments.length, body }],
})

const edited = (board: Board | null, id: number, body: string): Board | null =>
  board && {
    ...board,
    comments: board.comments.map((comment) => (comment.id === id ? { id, body } : comment)),
  }

const fateIn = (body: string): string | null => {
  const data = readMarker('note', body)
  return data?.['about'] === 'fate' ? String(data['fate']) : null
}
