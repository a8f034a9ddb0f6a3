import { createHash } from 'node:crypto'
import type { InternalMessage, Message, Paragraph, PublicMessage } from '../channels/message.ts'
import type { Config } from '../config/schema.ts'
import { maskSecrets } from '../evidence/secrets.ts'
import { headOf } from '../github/inert.ts'
import type { Span } from '../lint/prose/mask.ts'
import { readProse, type Prose } from '../lint/prose/prose.ts'
import type { Sentence } from '../lint/prose/sentence.ts'
import { within } from '../lint/where.ts'
import { CATEGORIES, type Postmortem, type SectionKind } from '../postmortem/document.ts'
import { factOfKey, keyOfFrontMatter } from '../postmortem/fact-names.ts'
import { parse } from '../postmortem/parse.ts'
import { isPlaceholder } from '../postmortem/placeholders.ts'
import { rangeIn, sourceOf } from '../postmortem/source.ts'
import { participantsIn, thankedIn } from '../postmortem/thanked.ts'
import { render } from '../templates.ts'
import { plainText } from './plain.ts'
import { blameOf, blamesIn } from './tone.ts'

export interface Given {
  readonly text: string
  /** Of the document's page on GitHub, where its lines can be named. */
  readonly url: string
  readonly pull: string | null
  /** Of the repository, for the incident's page; null where there is none. */
  readonly repository: string | null
  readonly publishedAt: string
  /** What makes the message the same one when it is made again. */
  readonly identity: string
}

/** A sentence that is not told, since it would blame somebody. */
export interface LeftOut {
  readonly line: number
  readonly rule: string
}

export interface Composed {
  readonly message: InternalMessage
  readonly leftOut: readonly LeftOut[]
}

const LONGEST = 600
const MOST = { lessons: 5, actions: 10, thanks: 20 }

/** What is told of a document to those who may read it. Nothing is said that does not stand there. */
export function compose(given: Given, config: Config): Composed {
  const postmortem = parse(given.text, { sprintEnds: config.actions.sprintEnds, slos: config.slos })
  const teller = new Teller(postmortem, config)
  const { facts, metrics, frontMatter } = postmortem
  const title = teller.fact('title')
  const impactedUsers = teller.fact('impactedUsers')
  const businessEffect = teller.fact('businessEffect')
  const incident = Number(/^#?(\d{1,9})$/.exec(textIn(frontMatter?.data['incident']))?.[1] ?? 0)
  const message: InternalMessage = {
    id: idOf(given, 'internal'),
    version: 'internal',
    title: title ?? untitled(facts.startedAt),
    publishedAt: given.publishedAt,
    severity: facts.severity === null ? null : plainText(facts.severity),
    startedAt: facts.startedAt,
    detectedAt: facts.detectedAt,
    mitigatedAt: facts.mitigatedAt,
    resolvedAt: facts.resolvedAt,
    timeToDetectMin: metrics.timeToDetectMin,
    timeToMitigateMin: metrics.timeToMitigateMin,
    timeToResolveMin: metrics.timeToResolveMin,
    summary: teller.section('summary'),
    impact: teller.section('impact'),
    impactedUsers,
    businessEffect,
    lessons: teller.lessons(),
    factors: postmortem.factors.length,
    actions: teller.actions(given.url),
    thanks: thanksIn(postmortem),
    links: {
      document: given.url,
      pull: given.pull,
      incident: incident > 0 && given.repository !== null ? `${given.repository}/issues/${incident}` : null,
    },
  }
  return { message, leftOut: teller.leftOut }
}

/** What everybody may read of a document; the paragraphs are checked by then (`public.ts`). */
export function composePublic(given: Given, paragraphs: readonly Paragraph[]): PublicMessage {
  return {
    id: idOf(given, 'public'),
    version: 'public',
    title: untitled(parse(given.text).facts.startedAt),
    publishedAt: given.publishedAt,
    paragraphs: [...paragraphs],
  }
}

const textIn = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : ''

const idOf = ({ identity }: Given, version: Message['version']): string =>
  `pm_${createHash('sha256').update(`${identity} ${version}`).digest('hex').slice(0, 32)}`

const untitled = (startedAt: string | null): string =>
  render('publishing/title', { day: startedAt?.slice(0, 10) ?? '' }).trim()

function thanksIn(postmortem: Postmortem): string[] {
  const thanked = thankedIn(postmortem)
  const names = thanked.length > 0 ? thanked : participantsIn(postmortem)
  return names
    .map((name) => told(name))
    .filter((name) => name !== '')
    .slice(0, MOST.thanks)
}

/** As a reader sees it, without tokens and keys. */
const told = (markdown: string): string => maskSecrets(plainText(markdown)).text

const LONE_MARK = /\*{2,3}|(?<![\p{L}\p{N}])\*(?=\S)|(?<=\S)\*(?![\p{L}\p{N}])/gu

/** “Impacted users: 4,100”, which is told as a fact of its own. */
function isToldApart(words: string): boolean {
  const [label = '', ...rest] = words.split(':')
  const fact = rest.length > 0 && label.length < 40 ? factOfKey(keyOfFrontMatter(label)) : null
  return fact === 'impactedUsers' || fact === 'businessEffect'
}

/** Takes from a document what is neutral, and notes what is not. */
class Teller {
  readonly #postmortem: Postmortem
  readonly #prose: Prose
  readonly #blames: ReturnType<typeof blamesIn>
  readonly #isOn: (rule: string) => boolean
  readonly #lineOf: (at: number) => number
  readonly #leftOut = new Map<string, LeftOut>()

  constructor(postmortem: Postmortem, { rules }: Config) {
    this.#postmortem = postmortem
    this.#prose = readProse(postmortem.text, postmortem.sections)
    this.#isOn = (rule) => Object.entries(rules).every(([id, level]) => id !== rule || level !== 'off')
    this.#blames = blamesIn(this.#prose, this.#isOn)
    const source = sourceOf(postmortem.text)
    this.#lineOf = (at) => rangeIn(source, at, at).line
  }

  get leftOut(): readonly LeftOut[] {
    return [...this.#leftOut.values()].toSorted((a, b) => a.line - b.line)
  }

  fact(name: 'title' | 'impactedUsers' | 'businessEffect'): string | null {
    const value = this.#postmortem.facts[name]
    const words = value === null ? '' : told(value)
    if (words === '') return null
    const rule = blameOf(words, this.#isOn)
    if (rule === null) return words
    this.#leave(this.#postmortem.factRanges[name]?.start ?? 0, rule)
    return null
  }

  /** As many whole sentences as a reader takes in at a glance; null where there are none. */
  section(kind: SectionKind): string | null {
    let all = ''
    for (const sentence of this.#sentencesIn(kind)) {
      const words = this.#words(sentence)
      if (words === null) continue
      if (all.length + words.length >= LONGEST) return all === '' ? headOf(words, LONGEST) : all
      all = all === '' ? words : `${all} ${words}`
    }
    return all === '' ? null : all
  }

  /** An item or a paragraph each. */
  lessons(): string[] {
    const sentences = this.#sentencesIn('lessons')
    return this.#prose.blocks
      .flatMap((block) => {
        const words = within(sentences, block).flatMap((sentence) => this.#words(sentence) ?? [])
        return words.length === 0 ? [] : [words.join(' ')]
      })
      .slice(0, MOST.lessons)
  }

  actions(url: string): InternalMessage['actions'] {
    const all = this.#postmortem.actions.filter(({ parked }) => !parked)
    const counted = all.map(({ category }) => category ?? ('none' as const))
    const countOf = (name: (typeof counted)[number]): number => counted.filter((each) => each === name).length
    const items = all
      .filter(({ range }) => !this.#blamed(range))
      .slice(0, MOST.actions)
      .map(({ id, text, category, due, done, range }) => ({
        id,
        text: told(text),
        category,
        due,
        done,
        url: `${url}?plain=1#L${range.line}`,
      }))
    const names = [...CATEGORIES, 'none'] as const
    const categories = Object.fromEntries(names.map((name) => [name, countOf(name)]))
    return {
      total: all.length,
      categories: categories as InternalMessage['actions']['categories'], // each name is there
      items,
    }
  }

  /** Those of people's own sentences that state no fact which is told apart. */
  #sentencesIn(kind: SectionKind): readonly Sentence[] {
    const { sections, factRanges } = this.#postmortem
    const apart = [factRanges.impactedUsers, factRanges.businessEffect].filter((range) => range !== undefined)
    const wanted = sections.filter((section) => section.kind === kind && !section.empty)
    const isApart = ({ start, end }: Span): boolean =>
      apart.some((range) => range.start < end && start < range.end)
    const found = wanted.flatMap(({ body }) =>
      within(this.#prose.sentences, body).filter(
        (sentence) => (sentence.kind === 'paragraph' || sentence.kind === 'item') && !isApart(sentence),
      ),
    )
    // A section within one of its kind is counted once.
    return [...new Set(found)].toSorted((a, b) => a.start - b.start)
  }

  #words(sentence: Sentence): string | null {
    if (this.#blamed(sentence)) return null
    // A sentence may begin or end within bold words, whose marks then stand alone.
    const marked = this.#postmortem.text.slice(sentence.start, sentence.end)
    const words = told(marked).replaceAll(LONE_MARK, '').trim()
    return words === '' || isPlaceholder(words) || isToldApart(words) ? null : words
  }

  #blamed({ start, end }: Span): boolean {
    const blame = this.#blames.find((each) => each.start < end && start < each.end)
    if (blame) this.#leave(blame.start, blame.rule)
    return blame !== undefined
  }

  #leave(at: number, rule: string): void {
    const line = this.#lineOf(at)
    this.#leftOut.set(`${line} ${rule}`, { line, rule })
  }
}
