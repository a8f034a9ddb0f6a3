import { render } from '../templates.ts'
import { causesOf } from './causes.ts'
import { INCIDENT } from './leads-to.ts'
import { labelOf, NodeIds } from './map-labels.ts'
import type { CausalGraph, Cause, Effect } from './causes.ts'
import type { Action, Postmortem } from './document.ts'

type Told = Pick<Postmortem, 'factors' | 'whys' | 'actions' | 'facts' | 'practice'>

/** The causal map as a block of the document; null where it tells of no cause yet. The same document gives the same block. */
export function causalMap(postmortem: Told): string | null {
  const text = mermaidOf(postmortem)
  return text === null ? null : `\`\`\`mermaid\n${text}\`\`\`\n`
}

/**
 * What led to what, as the text of a Mermaid flowchart: the causes by their ends, the incident below them, and each committed
 * action on the factor that it answers. Solid lines are said in the document; dotted ones follow from where a factor stands.
 */
export function mermaidOf(postmortem: Told): string | null {
  const graph = causesOf(postmortem)
  if (graph.causes.length === 0) return null
  let most = Math.min(graph.causes.length + graph.actions.length, MOST_BOXES)
  let text = drawn(postmortem, graph, most)
  // A label of nothing but marks is written in codes, five letters each; then fewer boxes have room.
  while (text.length > MOST_TEXT && most > 1) {
    most = Math.floor(most * 0.9)
    text = drawn(postmortem, graph, most)
  }
  return text
}

export interface MapPlace {
  /** Where in the text the block begins. */
  readonly at: number
  /** The heading that is to be written above it; null where the document has it. */
  readonly heading: string | null
}

/** The place of the map: under its own heading; else, with one, before the actions, behind what tells of causes, or last. */
export function mapPlaceIn({ text, sections }: Pick<Postmortem, 'text' | 'sections'>): MapPlace {
  const own = sections.find(({ title }) => /^causal (?:map|diagram|graph)$/i.test(title.trim()))
  if (own !== undefined) return { at: lineAfter(text, own.heading.end), heading: null }
  const [actions] = sections.filter(({ kind, level }) => kind === 'actions' && level <= 6)
  const causes = sections.findLast(({ kind }) => kind === 'factors' || kind === 'whys')
  return { at: actions?.heading.start ?? causes?.body.end ?? text.length, heading: '## Causal map' }
}

function lineAfter(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

// Mermaid's own limits, `maxTextSize` and `maxEdges`: beyond them it draws an error.
const MOST_TEXT = 50_000
const MOST_LINES = 500
/** More would be too small to read, whatever the limits. */
const MOST_BOXES = 400

const LONGEST_TITLE = 90
const LONGEST_FACTOR = 90
const LONGEST_ACTION = 80
const LONGEST_ID = 16
const LONGEST_NAME = 60
/** A screen reader reads the description in one piece. */
const MOST_TOLD = 40

/** Draws the first boxes, causes before actions, and says how much is left out. */
function drawn({ facts, practice }: Told, graph: CausalGraph, most: number): string {
  const nodes = new NodeIds([])
  const causes = new Map<Cause | null, Box>(
    graph.causes.slice(0, most).map((cause) => [cause, causeBox(cause, nodes)]),
  )
  const actions = graph.actions
    .slice(0, most - causes.size)
    .map(({ action, answers }) => ({ ...actionBox(action, nodes), cause: causes.get(answers) }))
  const answered = actions.flatMap(({ cause, ...action }) => (cause === undefined ? [] : { action, cause }))
  const links = graph.links
    .flatMap(({ from, to, by }) => {
      const [start, end] = [causes.get(from), boxAt(to, causes)]
      return start === undefined || end === undefined ? [] : { from: start, to: end, by }
    })
    .slice(0, MOST_LINES - answered.length)
  const asked = graph.actions.filter(({ answers }) => answers !== null).length
  const whole = graph.causes.length + graph.actions.length + graph.links.length + asked
  const boxesOf = (kind: Box['kind']): Box[] => [...causes.values()].filter((box) => box.kind === kind)
  return render('causal-map', {
    // Nothing has happened yet: in a premortem risks stand where factors would.
    ahead: practice.name === 'premortem',
    incident: labelOf(facts.title ?? '', LONGEST_TITLE),
    told: links.slice(0, MOST_TOLD).map(({ from, to }) => ({ from: from.name, to: to.name })),
    answered: answered
      .slice(0, MOST_TOLD)
      .map(({ action, cause }) => ({ action: action.name, done: action.done, cause: cause.name })),
    untold: Math.max(0, links.length - MOST_TOLD) + Math.max(0, answered.length - MOST_TOLD),
    blunt: boxesOf('blunt'),
    sharp: boxesOf('sharp'),
    unclear: boxesOf('unclear'),
    whys: boxesOf('why'),
    open: actions.filter(({ done }) => !done),
    done: actions.filter(({ done }) => done),
    leftOut: whole - causes.size - actions.length - links.length - answered.length,
    lines: [
      ...links.map(({ from, to, by }) => ({
        from: from.node,
        to: to.node,
        arrow: by === 'implied' ? '-.->' : '-->',
      })),
      ...answered.map(({ action, cause }) => ({ from: action.node, to: cause.node, arrow: '-.-' })),
    ],
  })
}

interface Box {
  readonly node: string
  readonly kind: Cause['end'] | 'why' | 'incident' | 'action'
  readonly label: string
  /** How the description speaks of it; empty for the incident. */
  readonly name: string
}

const INCIDENT_BOX: Box = { node: 'incident', kind: 'incident', label: '', name: '' }

const boxAt = (effect: Effect, causes: ReadonlyMap<Cause | null, Box>): Box | undefined =>
  effect === INCIDENT ? INCIDENT_BOX : causes.get(effect)

/** An answer on the way bears no id in the document: its words stand for it. */
function causeBox({ kind, id, end, text }: Cause, nodes: NodeIds): Box {
  const name = labelOf(id, LONGEST_ID)
  const words = labelOf(text, LONGEST_FACTOR)
  return kind === 'why'
    ? {
        node: nodes.next(id),
        kind,
        label: words,
        name: `“${labelOf(text, LONGEST_NAME).replace(/[.,…]$/, '')}”`,
      }
    : { node: nodes.next(id), kind: end, label: joined([name, words]), name }
}

function actionBox(action: Action, nodes: NodeIds): Box & Pick<Action, 'done'> {
  const { id, text, category, suggestedCategory, done } = action
  const name = labelOf(id, LONGEST_ID)
  const label = joined([name, category ?? suggestedCategory ?? '', labelOf(text, LONGEST_ACTION)])
  return { node: nodes.next(id), kind: 'action', label, name, done }
}

/** A box needs some label: Mermaid takes an empty one for a mistake. */
const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ') || '…'
