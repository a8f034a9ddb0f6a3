import type { Config } from '../config/schema.ts'
import type { RepositoryName } from '../effects.ts'
import type { GitHub } from '../github/client.ts'
import * as answer from './answer.ts'
import type { Question } from './question.ts'
import { possibleLabels } from './shelf.ts'
import type { ActionIssue, Content, Milestone, Obstacle, Place } from './state.ts'

/** What one repository is still to be asked. */
export interface Wishes {
  readonly documents: readonly string[]
  readonly incidents: readonly number[]
  /** Null where the documents that name them are not read yet: then the first hundred that can be assigned. */
  readonly logins: readonly string[] | null
  /** Issues that a summary comment knows. */
  readonly issues: readonly number[]
  /** Whether a document stands there at all. */
  readonly exist: readonly string[]
  readonly folder: string | null
}

const NOTHING: Wishes = { documents: [], incidents: [], logins: [], issues: [], exist: [], folder: null }

interface Connection<Node> {
  readonly nodes: readonly Node[]
  readonly pageInfo: answer.Page
}
type TreeAnswer = { readonly entries?: readonly EntryAnswer[] | null }
interface EntryAnswer {
  readonly path: string | null
  readonly object: (answer.BlobAnswer & TreeAnswer) | null
}
/** By the aliases that `ask` gives. */
export interface SurveyAnswer {
  readonly isArchived: boolean
  readonly isPrivate: boolean
  readonly hasIssuesEnabled: boolean
  readonly issues?: Connection<answer.IssueAnswer>
  readonly milestones?: Connection<answer.MilestoneAnswer> | null
  readonly people?: Connection<{ readonly login: string }>
  readonly folder?: TreeAnswer | null
  readonly [alias: string]: unknown
}

/** All that is known of one repository, asked step by step: nothing is asked twice. */
export class Survey {
  readonly place: RepositoryName
  readonly documents = new Map<string, Content | null>()
  readonly threads = new Map<number, answer.ThreadState | null>()
  readonly exists = new Map<string, boolean>()
  folder: readonly { readonly path: string; readonly text: string }[] | null = null
  isPublic = false
  #obstacle: Obstacle | null = null
  #labels: string[] = []
  #milestones: Milestone[] = []
  readonly #issues = new Map<number, ActionIssue | null>()
  readonly #people = new Map<string, boolean>()
  #allPeople = false
  #begun = false
  readonly #next: { issues: string | null; milestones: string | null } = { issues: null, milestones: null }
  readonly #config: Config
  #revision: string
  #asked: Wishes = NOTHING

  /** @param revision at which documents are read: `HEAD` until its commit is known. */
  constructor(place: RepositoryName, revision: string, config: Config) {
    this.place = place
    this.#revision = revision
    this.#config = config
  }

  /** From now on what is asked is of the very commit that answered. */
  settleAt(sha: string): void {
    this.#revision = sha
  }

  /** Marks it as closed to the app. */
  close(obstacle: Obstacle): void {
    this.#obstacle = obstacle
  }

  get obstacle(): Obstacle | null {
    return this.#obstacle
  }

  get open(): boolean {
    return this.#obstacle === null
  }

  get state(): Place {
    return {
      owner: this.place.owner,
      repo: this.place.repo,
      obstacle: this.#obstacle,
      labels: this.#labels,
      milestones: this.#milestones,
      issues: [...this.#issues.values()].filter((issue) => issue !== null),
      assignable: [...this.#people].flatMap(([login, can]) => (can ? [login] : [])),
    }
  }

  /** Adds to the question what of these wishes is not answered yet; false where nothing is. */
  ask(question: Question, alias: string, wishes: Wishes): boolean {
    const selection = this.select(question, wishes)
    if (selection === null) return false
    const [owner, name] = [
      question.value('String!', this.place.owner),
      question.value('String!', this.place.repo),
    ]
    question.add(`${alias}: repository(owner: ${owner}, name: ${name}) { ${selection} }`)
    return true
  }

  /** Of type Repository: what of these wishes is not answered yet; null where nothing is. */
  select(question: Question, wishes: Wishes): string | null {
    if (this.#begun && this.#obstacle === 'unreachable') return null
    this.#asked = this.#unanswered(wishes)
    const fields = [...this.#pages(question, wishes.logins === null), ...this.#details(question)]
    return fields.length === 0 ? null : `isArchived isPrivate hasIssuesEnabled ${fields.join('\n')}`
  }

  #unanswered(wishes: Wishes): Wishes {
    const logins = this.#allPeople ? [] : (wishes.logins ?? [])
    return {
      documents: wishes.documents.filter((path) => !this.documents.has(path)),
      incidents: wishes.incidents.filter((number) => this.#wantsThread(number)),
      logins: logins.filter((login) => !this.#people.has(login.toLowerCase())),
      issues: wishes.issues.filter(
        (number) => !this.#issues.has(number) && this.#begun && !this.#next.issues,
      ),
      exist: wishes.exist.filter((path) => !this.exists.has(path)),
      folder: this.folder ? null : wishes.folder,
    }
  }

  #wantsThread(number: number): boolean {
    return !this.threads.has(number) || (this.threads.get(number)?.older ?? null) !== null
  }

  #pages(question: Question, peopleUnknown: boolean): string[] {
    const { issues, milestones } = this.#next
    const first = !this.#begun
    const fields: string[] = []
    if (first || issues !== null) {
      const after = question.value('String', issues)
      const label = question.value('[String!]', [this.#config.actions.label])
      fields.push(`issues(first: 100, after: ${after}, labels: ${label}, states: [OPEN, CLOSED],
        orderBy: { field: CREATED_AT, direction: ASC }) { nodes { ${answer.ISSUE} } pageInfo { hasNextPage endCursor } }`)
    }
    if (first || milestones !== null) {
      const after = question.value('String', milestones)
      fields.push(`milestones(first: 100, after: ${after}, states: [OPEN, CLOSED]) {
        nodes { number title dueOn } pageInfo { hasNextPage endCursor } }`)
    }
    if (first && peopleUnknown) {
      fields.push(
        'people: assignableUsers(first: 100) { nodes { login } pageInfo { hasNextPage endCursor } }',
      )
    }
    if (first) {
      const labels = possibleLabels(this.#config).map((name, index) => {
        return `label${index}: label(name: ${question.value('String!', name)}) { name }`
      })
      fields.push(...labels)
    }
    return fields
  }

  #details(question: Question): string[] {
    const { documents, incidents, logins, issues, exist, folder } = this.#asked
    const at = (path: string): string => question.value('String!', `${this.#revision}:${path}`)
    const fields = [
      ...documents.map(
        (path, index) => `document${index}: object(expression: ${at(path)}) { ${answer.BLOB} }`,
      ),
      ...exist.map((path, index) => `exist${index}: object(expression: ${at(path)}) { oid }`),
      ...incidents.map((number, index) => {
        const before = question.value('String', this.threads.get(number)?.older ?? null)
        return `thread${index}: issue(number: ${question.value('Int!', number)}) { ${answer.thread(before)} }`
      }),
      ...issues.map((number, index) => {
        return `issue${index}: issue(number: ${question.value('Int!', number)}) { ${answer.ISSUE} }`
      }),
      ...(logins ?? []).map((login, index) => {
        // The query matches parts of names too, so the one who is meant may come late.
        return `login${index}: assignableUsers(first: 100, query: ${question.value('String!', login)}) { nodes { login } }`
      }),
    ]
    if (folder !== null) {
      const inner = `entries { path object { ${answer.BLOB} } }`
      fields.push(
        `folder: object(expression: ${at(folder)}) { ... on Tree { entries { path object { ${answer.BLOB} ... on Tree { ${inner} } } } } }`,
      )
    }
    return fields
  }

  /** Takes in what GitHub answered; null where the repository is not there, or closed to the app. */
  take(github: GitHub, found: SurveyAnswer | null | undefined): void {
    this.#begun = true
    if (!found) return this.close('unreachable')
    this.isPublic = !found.isPrivate
    if (found.isArchived) this.close('archived')
    else if (!found.hasIssuesEnabled) this.close('issuesDisabled')
    this.#takePages(github, found)
    this.#takeDetails(github, found)
  }

  #takePages(github: GitHub, found: SurveyAnswer): void {
    for (const each of found.issues?.nodes ?? []) this.#issues.set(each.number, answer.issueOf(github, each))
    this.#milestones = [...this.#milestones, ...(found.milestones?.nodes ?? []).map(answer.milestoneOf)]
    this.#next.issues = nextOf(found.issues)
    this.#next.milestones = nextOf(found.milestones)
    if (found.people) {
      this.#allPeople = !found.people.pageInfo.hasNextPage
      for (const { login } of found.people.nodes) this.#people.set(login.toLowerCase(), true)
    }
    for (const [index] of possibleLabels(this.#config).entries()) {
      const label = found[`label${index}`] as { readonly name: string } | null | undefined
      if (label) this.#labels.push(label.name)
    }
  }

  #takeDetails(github: GitHub, found: SurveyAnswer): void {
    const { documents, incidents, logins, issues, exist, folder } = this.#asked
    for (const [index, path] of documents.entries()) {
      this.documents.set(path, answer.contentOf(found[`document${index}`] as answer.BlobAnswer | null))
    }
    for (const [index, path] of exist.entries()) this.exists.set(path, Boolean(found[`exist${index}`]))
    for (const [index, number] of incidents.entries()) {
      const thread = found[`thread${index}`] as answer.ThreadAnswer | null
      const newer = this.threads.get(number)?.comments
      this.threads.set(number, thread ? answer.threadOf(github, thread, newer) : null)
    }
    for (const [index, number] of issues.entries()) {
      this.#issues.set(number, answer.issueOf(github, found[`issue${index}`] as answer.IssueAnswer | null))
    }
    for (const [index, login] of (logins ?? []).entries()) {
      const users = found[`login${index}`] as Connection<{ readonly login: string }>
      const can = users.nodes.some((user) => user.login.toLowerCase() === login.toLowerCase())
      this.#people.set(login.toLowerCase(), can)
    }
    if (folder !== null) this.folder = textsOf(found.folder)
  }
}

const nextOf = (connection: Connection<unknown> | null | undefined): string | null =>
  connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null

/** The Markdown files of a folder and of those right in it, such as one for each year. */
function textsOf(tree: TreeAnswer | null | undefined): { path: string; text: string }[] {
  return (tree?.entries ?? []).flatMap(({ path, object }) => {
    if (object?.entries) return textsOf(object)
    return path && typeof object?.text === 'string' ? [{ path, text: object.text }] : []
  })
}
