/**
 * Draws every kind of Mermaid block that the app can write in a real browser, and compares what stands in the boxes with what
 * was said: `npm run test:browser [-- FILE]`, where FILE is another build of Mermaid than the installed one. It needs
 * Chromium (`CHROMIUM=…`, or where Debian has it); without one it says so, and that nothing was tried.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import * as fc from 'fast-check'

import { mermaidOf } from '../../src/postmortem/map.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { HOSTILE, MARKS } from '../mermaid/hostile.ts'
import { DOORS, factor, leadingTo, many, mapped, titled } from '../mermaid/maps.ts'
import { blocksIn, understood } from '../mermaid/mermaid.ts'
import { pageFor, type Drawn } from './page.ts'

const ROOT = new URL('../../', import.meta.url)
const BROWSERS = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const installed = fileURLToPath(new URL('node_modules/mermaid/dist/mermaid.min.js', ROOT))

async function all(): Promise<Map<string, string>> {
  const pictures = new Map<string, string>([['a document', mermaidOf(parse(DOORS)) ?? '']])
  for (const words of HOSTILE) {
    pictures.set(
      `a factor: ${words}`,
      mapped([factor('F1', words), factor('F2', `x ${words} y`, leadingTo('F1'))]),
    )
    pictures.set(`a title: ${words}`, titled(words))
  }
  pictures.set('all at once', mapped(HOSTILE.map((words, index) => factor(`F${String(index)}`, words))))
  pictures.set('all as ids', mapped(HOSTILE.map((words) => factor(words, 'same'))))
  pictures.set(
    '200 factors',
    mapped(
      many(
        200,
        'The retries of the mail relay have no limit, and nothing says how many are waiting',
        (index) => [`F${String((index + 1) >> 1 || 'incident')}`],
      ),
    ),
  )
  pictures.set(
    '500 lines',
    mapped(many(30, 'x', () => Array.from({ length: 30 }, (_, to) => `F${String(to + 1)}`))),
  )
  for (const [index, text] of fc.sample(randomMaps, { numRuns: 100, seed: 5 }).entries())
    pictures.set(`by chance, ${String(index)}`, text)
  for (const page of ['README.md', 'docs/factors.md']) {
    const blocks = blocksIn(await readFile(new URL(page, ROOT), 'utf8'))
    for (const [index, block] of blocks.entries()) pictures.set(`${page}, ${String(index)}`, block)
  }
  return pictures
}

const randomMaps = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom(...HOSTILE),
        fc.string({ maxLength: 120, unit: 'grapheme' }),
        fc.array(fc.constantFrom(...MARKS), { maxLength: 60 }).map((marks) => marks.join('')),
      ),
      fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 3 }),
      fc.constantFrom('sharp', 'blunt', 'unclear'),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) =>
    mapped(
      all.map(([words, to, end], index) =>
        factor(`F${String(index)}`, words, leadingTo(...to.map((each) => `F${String(each)}`)), end),
      ),
    ),
  )

async function drawnBy(path: string, library: string, texts: readonly string[]): Promise<readonly Drawn[]> {
  const folder = await mkdtemp(join(tmpdir(), 'debrief-browser-'))
  try {
    const page = join(folder, 'page.html')
    await writeFile(page, pageFor(pathToFileURL(library).href, texts))
    // As root Chromium has no sandbox of its own; the page is ours, and holds only what we made up.
    const options = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      `--user-data-dir=${join(folder, 'profile')}`,
      '--virtual-time-budget=600000',
      '--dump-dom',
    ]
    const { stdout } = await promisify(execFile)(path, [...options, pathToFileURL(page).href], {
      maxBuffer: 256 * 1024 * 1024,
      timeout: 540_000,
    })
    const result = /<pre id="result">([A-Za-z0-9+/=]*)<\/pre>/.exec(stdout)?.[1]
    if (result === undefined || result === '')
      throw new Error(`The browser came to no end:\n${stdout.slice(0, 2000)}`)
    return JSON.parse(Buffer.from(result, 'base64').toString('utf8')) as Drawn[]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What Mermaid's reader understood is what must stand in the picture: that it is what was said is proved in `npm test`. */
async function problemsOf(text: string, drawn: Drawn | undefined): Promise<string[]> {
  if (drawn === undefined) return ['it was not tried']
  if (drawn.error !== null) return [drawn.error]
  const { labels, lines, title } = await understood(text)
  const said = [...labels.values()].map(asDrawn).sort()
  const shown = drawn.labels.map(asDrawn).sort()
  return [
    ...said
      .filter((label) => !shown.includes(label))
      .map((label) => `not in the picture: ${JSON.stringify(label)}`),
    ...shown
      .filter((label) => !said.includes(label))
      .map((label) => `in the picture: ${JSON.stringify(label)}`),
    ...(shown.length === said.length ? [] : [`${String(shown.length)} boxes for ${String(said.length)}`]),
    ...(drawn.lines === lines.length ? [] : [`${String(drawn.lines)} lines for ${String(lines.length)}`]),
    ...(asDrawn(drawn.title) === asDrawn(title) ? [] : [`its title is ${JSON.stringify(drawn.title)}`]),
    ...drawn.dangers.map((danger) => `it holds ${danger}`),
    ...drawn.spilled.map((label) => `wider than its box: ${JSON.stringify(label)}`),
  ]
}

/** A page breaks lines where it likes. */
const asDrawn = (words: string): string =>
  words
    .replace(/<br ?\/?>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const browser = BROWSERS.find((path) => path !== undefined && existsSync(path))
if (browser === undefined) {
  console.log('skipped: no Chromium here. `apt-get install chromium`, or name one: CHROMIUM=/path/to/it.')
} else {
  const start = performance.now()
  const pictures = await all()
  const library = process.argv[2] === undefined ? installed : resolve(process.argv[2])
  const drawn = await drawnBy(browser, library, [...pictures.values()])
  let failed = 0
  for (const [index, [name, text]] of [...pictures].entries()) {
    const problems = await problemsOf(text, drawn[index])
    if (problems.length === 0) continue
    failed += 1
    console.error(`✗ ${name}\n${problems.map((problem) => `    ${problem}`).join('\n')}`)
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(
    `${String(pictures.size - failed)} of ${String(pictures.size)} pictures drawn as they were said, in ${seconds} s`,
  )
  if (failed > 0) process.exitCode = 1
}
