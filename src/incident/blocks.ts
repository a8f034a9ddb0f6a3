import type { Config } from '../config/schema.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { judgedIn } from '../evidence/alert-precision.ts'
import { timelineBlock } from '../evidence/timeline-block.ts'
import type { BlockKind } from '../github/marker.ts'
import { findBlock, keepBlock, type WantedBlock } from '../postmortem/kept-block.ts'
import type { Postmortem } from '../postmortem/document.ts'
import { causalMap, mapPlaceIn } from '../postmortem/map.ts'
import { metricsBlock } from '../postmortem/metrics-block.ts'
import { parse } from '../postmortem/parse.ts'
import { render } from '../templates.ts'

export interface Kept {
  /** The document with its blocks as they should be. */
  readonly text: string
  /** The blocks that people have made their own. */
  readonly theirs: readonly BlockKind[]
}

interface Given {
  readonly evidence: readonly Evidence[]
  /** Alerts and what became of them, of which it is told how many were of use. */
  readonly alerts?: readonly Evidence[]
  readonly config: Config
}

/** Brings all blocks of a document up to date that the app keeps: the timeline first, since it tells when things were. */
export function keepBlocks(text: string, { evidence, alerts = [], config }: Given): Kept {
  const wanted: readonly ((text: string) => WantedBlock | null)[] = [
    (now) => timelineBlock(now, evidence, config.timeline.maximum),
    (now) => metricsOf(parse(now, { slos: config.slos }), alerts),
    mapBlock,
  ]
  const theirs: BlockKind[] = []
  let kept = text
  for (const want of wanted) {
    const block = want(kept)
    if (block === null) continue
    const { text: next, owner } = keepBlock(kept, block)
    kept = next ?? kept
    if (owner === 'person') theirs.push(block.kind)
  }
  return { text: kept, theirs }
}

const metricsOf = (postmortem: Postmortem, alerts: readonly Evidence[]): WantedBlock =>
  metricsBlock(postmortem.metrics, alerts.length === 0 ? null : judgedIn(postmortem, alerts))

/** Null as long as there is nothing to draw. */
export function mapBlock(text: string): WantedBlock | null {
  const map = causalMap(parse(text))
  if (map === null && findBlock(text, 'factors') === null) return null
  return { kind: 'factors', content: map ?? render('no-map', {}), place: mapPlace }
}

/** Under its own heading, unless a picture stands there already; a document without such a heading is left as it is. */
function mapPlace(text: string) {
  const postmortem = parse(text)
  const { at, heading } = mapPlaceIn(postmortem)
  const section = postmortem.sections.find(({ body }) => body.start <= at && at <= body.end)
  const drawn =
    section !== undefined && /^ {0,3}(?:```|~~~)[ \t]*mermaid/m.test(text.slice(at, section.body.end))
  const behind = at + (/^(?:[ \t]*\r?\n)+/.exec(text.slice(at))?.[0].length ?? 0)
  return heading !== null || drawn ? null : { start: behind, end: behind }
}
