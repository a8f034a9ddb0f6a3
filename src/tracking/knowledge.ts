import type { RepositoryName } from '../effects.ts'
import type { Postmortem } from '../postmortem/document.ts'
import { parse } from '../postmortem/parse.ts'
import type { Beginning } from './begin.ts'
import { readMark, type Mark } from './mark.ts'
import { noteOf, remembered } from './memory.ts'
import { isSame } from './shelf.ts'
import type { Board, Content, DocumentState, TrackingState } from './state.ts'
import { Survey, type Wishes } from './survey.ts'
import { wantsOf, type Wants } from './wanted.ts'

/** What a text by itself says. */
interface Said {
  readonly incident: number | null
  readonly wants: Wants
}

/** What is known so far, and what that makes us want to know. */
export class Knowledge {
  readonly home: Survey
  readonly #beginning: Beginning
  readonly #others: Survey[] = []
  readonly #said = new Map<string, Said>()

  constructor(beginning: Beginning) {
    this.#beginning = beginning
    this.home = beginning.survey
  }

  get others(): readonly Survey[] {
    return this.#others
  }

  /** The home first, then every repository that actions name or a summary remembers. */
  surveys(): readonly Survey[] {
    const { home, settings } = this.#beginning
    for (const name of this.#namedRepositories()) {
      if (isSame(name, home) || this.#others.some(({ place }) => isSame(place, name))) continue
      this.#others.push(new Survey(name, home.sha, settings.config))
    }
    return [this.home, ...this.#others]
  }

  wishes(survey: Survey): Wishes {
    const atHome = survey === this.home
    const { paths } = this.#beginning
    const unread = paths.some((path) => !this.home.documents.has(path))
    const logins = unread ? null : [...new Set(this.#actions().flatMap(({ login }) => login ?? []))]
    const issues = this.#remembered().filter(({ name }) => isSame(nameFrom(name), survey.place))
    return {
      documents: atHome ? paths : [],
      incidents: atHome ? this.#incidents() : [],
      logins,
      issues: issues.map(({ number }) => number),
      exist: atHome ? this.#otherPaths() : [],
      folder: atHome && paths.some((path) => this.#isMissed(path)) ? this.#folder : null,
    }
  }

  get state(): TrackingState {
    const { home, paths } = this.#beginning
    return {
      home,
      documents: paths.map((path) => this.#document(path)),
      places: [this.home.state, ...this.#others.map((survey) => survey.state)],
    }
  }

  get #folder(): string {
    return this.#beginning.settings.config.postmortem.folder
  }

  #document(path: string): DocumentState {
    const incident = this.#incidentOf(path)
    const thread = incident === null ? null : (this.home.threads.get(incident) ?? null)
    return {
      path,
      content: this.#contentOf(path, incident),
      incident,
      incidentIssue: thread ? { id: thread.id, number: thread.number, openedOn: thread.openedOn } : null,
      // Where issues are switched off, nothing can be said on one; on a pull request it can.
      board: (this.home.obstacle === 'issuesDisabled' ? null : thread) ?? this.#beginning.pull?.board ?? null,
      alive: this.#alive().filter((other) => other !== path),
    }
  }

  /** Every path at which a document stands, as far as anybody asked. */
  #alive(): string[] {
    const own = this.#beginning.paths.filter((path) => this.home.documents.get(path)?.kind !== 'gone')
    return [...own, ...[...this.home.exists].flatMap(([other, there]) => (there ? [other] : []))]
  }

  #contentOf(path: string, incident: number | null): Content {
    const content = this.home.documents.get(path) ?? { kind: 'gone', movedTo: null }
    if (content.kind !== 'gone' || incident === null) return content
    const heir = this.home.folder?.find((file) => {
      return file.path !== path && issueIn(parse(file.text)) === incident
    })
    return { kind: 'gone', movedTo: heir?.path ?? null }
  }

  /** As the document says; else as the issues made from it do; else as the pull request does that brought it. */
  #incidentOf(path: string): number | null {
    const marked = this.#marks().find((mark) => mark.path === path && mark.incident !== null)
    return this.#saidIn(path)?.incident ?? marked?.incident ?? this.#beginning.pull?.incident ?? null
  }

  #incidents(): number[] {
    const guess = this.#beginning.pull?.incident ?? null
    const all = [guess, ...this.#beginning.paths.map((path) => this.#incidentOf(path))]
    return [...new Set(all.filter((number) => number !== null))]
  }

  #saidIn(path: string): Said | null {
    const content = this.home.documents.get(path)
    if (content?.kind !== 'text') return null
    const known = this.#said.get(path)
    if (known) return known
    const postmortem = parse(content.text)
    const said = {
      incident: issueIn(postmortem),
      wants: wantsOf(postmortem, this.#beginning.settings.config),
    }
    this.#said.set(path, said)
    return said
  }

  #actions() {
    return this.#beginning.paths.flatMap((path) => this.#saidIn(path)?.wants.actions ?? [])
  }

  /** The marks of all issues that come from documents of this repository. */
  #marks(): Mark[] {
    const issues = [this.home, ...this.#others].flatMap((survey) => survey.state.issues)
    return issues.flatMap(({ body }) => {
      const mark = readMark(body)
      return mark?.from === this.#beginning.home.id ? [mark] : []
    })
  }

  #boards(): Board[] {
    const pull = this.#beginning.pull?.board
    // Another issue's thread may have come along, by the name of the file.
    const threads = this.#incidents().flatMap((number) => this.home.threads.get(number) ?? [])
    return pull ? [...threads, pull] : threads
  }

  /** The issues that summaries tell of. */
  #remembered() {
    return this.#beginning.paths.flatMap((path) =>
      this.#boards().flatMap((board) => [...remembered({ board, path, alive: [] }).values()]),
    )
  }

  #namedRepositories(): RepositoryName[] {
    const named = this.#actions().flatMap(({ fate, repository }) =>
      repository && fate === 'open' ? [repository] : [],
    )
    return [...named, ...this.#remembered().map(({ name }) => nameFrom(name))]
  }

  /** Paths that issues or summaries name and that might be this document's former ones. */
  #otherPaths(): string[] {
    const { paths } = this.#beginning
    const incidents = paths.map((path) => this.#incidentOf(path))
    const marked = this.#marks().flatMap(({ incident, path }) => (incidents.includes(incident) ? [path] : []))
    const told = this.#boards().flatMap(({ comments }) =>
      comments.flatMap((comment) => {
        const path = noteOf(comment, 'actions')?.['path']
        return typeof path === 'string' ? [path] : []
      }),
    )
    return [...new Set([...marked, ...told])].filter((path) => !paths.includes(path))
  }

  /** Gone, and still the document of issues that are open: then it matters whether it lives on elsewhere. */
  #isMissed(path: string): boolean {
    if (this.home.documents.get(path)?.kind !== 'gone') return false
    const issues = [this.home, ...this.#others].flatMap((survey) => survey.state.issues)
    return issues.some(({ open, body }) => open && readMark(body)?.path === path)
  }
}

/** `12`, `"#12"`, or the issue's address. */
/** `incident: 12`; a review that looks back at no incident says by which issue it was asked for, as `issue: 12`. */
function issueIn({ frontMatter, practice }: Pick<Postmortem, 'frontMatter' | 'practice'>): number | null {
  const { incident, issue } = frontMatter?.data ?? {}
  return numberIn(incident ?? (practice.ofIncident ? null : issue))
}

function numberIn(value: unknown): number | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : ''
  const number = Number(/^(?:#|https?:\/\/\S+\/issues\/)?(\d{1,9})$/.exec(text.trim())?.[1])
  return number > 0 ? number : null
}

function nameFrom(name: string): RepositoryName {
  const [owner = '', repo = ''] = name.split('/')
  return { owner, repo }
}
