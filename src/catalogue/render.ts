import { pathIn } from '../github/href.ts'
import { hashOf } from '../github/marker.ts'
import { inertLine, inertLink } from '../github/inert.ts'
import { durationOf } from '../postmortem/figures.ts'
import { keepBlock, type Kept } from '../postmortem/kept-block.ts'
import { render } from '../templates.ts'
import { NO_BRIEF } from '../recurrence/brief.ts'
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
  const kept = keepBlock(text ?? render('catalogue/page', {}), {
    kind: 'index',
    content: renderIndex(catalogue, folder),
    place: ({ length }) => ({ start: length, end: length }),
    // Once a person has edited inside, what is new is added below, and no row is changed.
    lines: catalogue.map((entry) => ({ key: hashOf(entry.path), line: lineOf(rowOf(entry, folder)) })),
  })
  return kept.text === null ? kept : { ...kept, text: kept.text.replace(/\n?$/, '\n') }
}

/** How each `index.json` begins, by which it is told from a file of that name that is somebody's own. */
export const INDEX_HEAD = '{"version":1,"postmortems":['

// GitHub shows half a megabyte of a file: so the words of older ones are left out.
const MOST_BRIEFS = 300

/** `index.json`: one entry a line, so that Git merges what two branches add, and a diff shows what came. */
export function indexJson(catalogue: Catalogue): string {
  const lines = catalogue.map((entry, index) => {
    return `  ${JSON.stringify(index < MOST_BRIEFS ? entry : { ...entry, ...NO_BRIEF })}`
  })
  return lines.length === 0 ? `${INDEX_HEAD}]}\n` : `${INDEX_HEAD}\n${lines.join(',\n')}\n]}\n`
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
  const href = pathIn(inFolder)
  return {
    day: day ?? '–',
    link: inertLink(title?.trim() || inFolder, href),
    severity: severity === null ? '–' : inertLine(severity, 40),
    detect: lasting(metrics.timeToDetectMin),
    resolve: lasting(metrics.timeToResolveMin ?? metrics.timeToMitigateMin),
    open: actions.all === 0 ? '–' : `${String(actions.open)} of ${String(actions.all)}`,
  }
}

/** Times that run backwards are a finding of the check, and no length. */
const lasting = (minutes: number | null): string =>
  minutes === null || minutes < 0 ? '–' : durationOf(minutes)

const lineOf = ({ day, link, severity, detect, resolve, open }: Row): string =>
  `| ${[day, link, severity, detect, resolve, open].join(' | ')} |`
