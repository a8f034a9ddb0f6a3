import type { Budget } from './budget.ts'
import { NotYet, classify } from './errors.ts'
import type { Answer, EtagCache } from './etag.ts'
import type { Reach, Tokens } from './tokens.ts'

/** One request to GitHub, for the metrics. */
export interface Call {
  readonly installationId: number
  /** What it is for: a feature's name, or `sweep`. */
  readonly purpose: string
  readonly writes: boolean
  /** `POST /repos/{owner}/{repo}/issues`: never with a name in it. */
  readonly route: string
  /** 0 where there was no answer. */
  readonly status: number
  /** What is left of the installation's hour, of this resource (`core`, `graphql`); null where GitHub does not say. */
  readonly remaining: number | null
  readonly resource: string
  readonly ms: number
}

// GitHub gives up after 10 s; what comes later is no answer of it.
const TIMEOUT_MS = 20_000

/** @throws NotYet while GitHub lets that installation do nothing. */
export async function pass(budget: Budget, id: number, clock: () => number): Promise<void> {
  const wait = (await budget.closedUntil(id)) - clock()
  if (wait > 0) throw new NotYet(`installation ${id} has no requests left`, wait)
}

export interface Request {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string | number | undefined>
  readonly request: { signal?: AbortSignal }
  readonly query?: unknown
}
export type Send = (request: Request) => Promise<Answer>

export interface LineOptions {
  readonly budget: Budget
  readonly onCall?: ((call: Call) => void) | undefined
  readonly id: number
  readonly reach: Reach
  readonly purpose: string
  readonly tokens: Tokens
  readonly etags: EtagCache
  readonly clock: () => number
}

/** What stands between a request and GitHub: budget, token, tag, and what the answer says about limits. */
export class Line {
  readonly #options: LineOptions

  constructor(options: LineOptions) {
    this.#options = options
  }

  async call(send: Send, request: Request, parse: (request: never) => { url: string }): Promise<Answer> {
    const { id, reach, tokens, budget, clock } = this.#options
    await pass(budget, id, clock)
    const token = await tokens.token(id, reach)
    if (isWrite(request)) await this.#spend()
    // Changed in place: a copy would not get past the hooks of plugins.
    request.headers['authorization'] = `token ${token}`
    request.request.signal = AbortSignal.timeout(TIMEOUT_MS)
    const started = performance.now()
    const { url } = parse(request as never)
    try {
      const key = `${id} ${JSON.stringify(reach)} ${url} ${String(request.headers['accept'])}`
      const { answer, status } = await this.#conditionally(send, request, key)
      this.#tell(request, { ...answer, status }, started)
      await this.#heed(answer)
      return answer
    } catch (error) {
      this.#tell(request, answerIn(error), started)
      const limit = classify(error, new Date(clock()))
      if (!(limit instanceof NotYet)) throw error
      await budget.close(id, clock() + (limit.afterMs ?? 0))
      throw limit
    }
  }

  async #spend(): Promise<void> {
    const { id, budget } = this.#options
    const wait = await budget.write(id)
    if (wait > 0) throw new NotYet(`installation ${id} has written as much as GitHub likes`, wait)
  }

  /** The answer, and the status that it came with: 304 where an older one still holds. */
  async #conditionally(send: Send, request: Request, key: string) {
    const { etags } = this.#options
    // Who shows a tag keeps the answers too: the sweep's are many and long, and none is asked for twice.
    if (request.headers['if-none-match'] !== undefined) {
      const answer = await send(request)
      return { answer, status: answer.status }
    }
    const kept = request.method === 'GET' ? etags.get(key) : null
    if (kept) request.headers['if-none-match'] = kept.tag
    try {
      const answer = await send(request)
      if (request.method === 'GET') etags.put(key, answer)
      return { answer, status: answer.status }
    } catch (error) {
      const answer = answerIn(error)
      if (!kept || answer?.status !== 304) throw error
      const merged = { ...kept.answer.headers, ...answer.headers }
      return { answer: { ...kept.answer, headers: merged }, status: 304 }
    }
  }

  /** The last request that was left has been answered: nothing more until the hour is over. */
  async #heed({ headers }: Answer): Promise<void> {
    const resource = headers['x-ratelimit-resource'] ?? 'core'
    const reset = Number(headers['x-ratelimit-reset'])
    const out = String(headers['x-ratelimit-remaining']) === '0' && Number.isFinite(reset)
    if (out && resource !== 'search') await this.#options.budget.close(this.#options.id, reset * 1_000)
  }

  #tell(request: Request, answer: Answer | null, started: number): void {
    const { id, purpose, onCall } = this.#options
    const { method, url } = request
    const remaining = answer?.headers['x-ratelimit-remaining']
    onCall?.({
      installationId: id,
      purpose,
      writes: isWrite(request),
      route: `${method} ${url.endsWith('/graphql') ? '/graphql' : url}`,
      status: answer?.status ?? 0,
      remaining: remaining === undefined ? null : Number(remaining),
      resource: String(answer?.headers['x-ratelimit-resource'] ?? 'core'),
      ms: performance.now() - started,
    })
  }
}

const isWrite = ({ method, url, query }: Request): boolean =>
  url.endsWith('/graphql') ? /^\s*mutation\b/.test(String(query)) : method !== 'GET'

function answerIn(error: unknown): Answer | null {
  if (!(error instanceof Error) || !('response' in error)) return null
  const { response } = error
  return typeof response === 'object' && response !== null && 'headers' in response
    ? (response as Answer)
    : null
}
