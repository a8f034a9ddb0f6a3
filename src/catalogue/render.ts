import { hashOf } from '../github/marker.ts'
import { inertLine, inertLink } from '../github/inert.ts'
import { durationOf } from '../postmortem/figures.ts'
import { keepBlock, type Kept } from '../postmortem/kept-block.ts'
import { render } from '../templates.ts'
import type { Catalogue, Entry } from './catalogue.ts'

/** The table, as Markdown; links are as seen from the folder. All that people wrote is made inert. */
export function renderIndex(catalogue: Catalogue, folder: string): string {
  return render('catalogue/index', {
    rows: catalogue.map((entry) => rowOf(entry, folder)),
    count: catalogue.length,
  })
}

/**
 * The folder's page with the table in it, between markers; what people write around it stays.
 * @param text the page as it is, null where there is none yet.
 */
export function indexPage(text: string | null, catalogue: Catalogue, folder: string): Kept {
  return keepBlock(text ?? render('catalogue/page', {}), {
    kind: 'index',
    content: renderIndex(catalogue, folder),
    place: ({ length }) => ({ start: length, end: length }),
    // Once a person has edited inside, what is new is added below, and no row is changed.
    lines: catalogue.map((entry) => ({ key: hashOf(entry.path), line: lineOf(rowOf(entry, folder)) })),
  })
}

/** `index.json`: one entry a line, so that Git merges what two branches add, and a diff shows what came. */
export function indexJson(catalogue: Catalogue): string {
  const lines = catalogue.map((entry) => `  ${JSON.stringify(entry)}`)
  return lines.length === 0
    ? '{"version":1,"postmortems":[]}\n'
    : `{"version":1,"postmortems":[\n${lines.join(',\n')}\n]}\n`
}

interface Row {
  readonly day: string
  readonly link: string
  readonly severity: string
  readonly detect: string
  readonly resolve: string
  readonly open: string
}

function rowOf({ path, title, severity, day, metrics, actions }: Entry, folder: string): Row {
  const inFolder = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path
  const href = inFolder.toWellFormed().split('/').map(encodeURIComponent).join('/')
  return {
    day: day ?? '–',
    link: inertLink(title ?? inFolder, href),
    severity: severity === null ? '–' : inertLine(severity, 40),
    detect: lasting(metrics.timeToDetectMin),
    resolve: lasting(metrics.timeToResolveMin ?? metrics.timeToMitigateMin),
    open: actions.all === 0 ? '–' : `${String(actions.open)} of ${String(actions.all)}`,
  }
}

const lasting = (minutes: number | null): string => (minutes === null ? '–' : durationOf(minutes))

const lineOf = ({ day, link, severity, detect, resolve, open }: Row): string =>
  `| ${[day, link, severity, detect, resolve, open].join(' | ')} |`
