import { JSDOM } from 'jsdom'

/** Mermaid looks for a page when it is loaded, though reading a diagram needs none. */
const page = new JSDOM('<!doctype html><body></body>')
Object.assign(globalThis, { window: page.window, document: page.window.document })
const { default: mermaid } = await import('mermaid')

interface Vertex {
  readonly text?: string
}

/** What Mermaid understood of a flowchart; that much of its database as is asked for here. */
interface FlowDb {
  getVertices(): ReadonlyMap<string, Vertex>
  getEdges(): readonly { readonly start: string; readonly end: string }[]
  getAccTitle(): string
  getAccDescription(): string
}

export interface Understood {
  /** By the box's name in the diagram, its words as a reader sees them. */
  readonly labels: ReadonlyMap<string, string>
  readonly lines: readonly (readonly [from: string, to: string])[]
  readonly title: string
  readonly description: string
}

/** Reads a diagram as Mermaid does. @throws Mermaid's own error where it cannot be drawn. */
export async function understood(text: string): Promise<Understood> {
  // Which kinds of diagrams there are is only looked up here.
  await mermaid.parse(text)
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text)
  const flow = db as unknown as FlowDb
  return {
    labels: new Map([...flow.getVertices()].map(([name, { text: label = '' }]) => [name, decoded(label)])),
    lines: flow.getEdges().map(({ start, end }) => [start, end]),
    title: decoded(flow.getAccTitle()),
    description: decoded(flow.getAccDescription()),
  }
}

/** Mermaid keeps codes in letters of its own until it draws, and then as what a browser reads. */
function decoded(text: string): string {
  const html = text
    .replaceAll('\uFB02\u00B0\u00B0', '&#')
    .replaceAll('\uFB02\u00B0', '&')
    .replaceAll('\u00B6\u00DF', ';')
  const holder = page.window.document.createElement('div')
  holder.innerHTML = html
  return holder.textContent
}

/** The Mermaid blocks of a Markdown text. */
export const blocksIn = (markdown: string): string[] =>
  [...markdown.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
