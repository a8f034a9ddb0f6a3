import type { Request } from './route.ts'
import { templatePattern } from './router.ts'

export interface ApiFault {
  /** Any, where not said. */
  readonly method?: string
  /** GitHub's template (`/repos/{owner}/{repo}/issues`), or a regular expression over the path as it comes. */
  readonly path: string | RegExp
  /** What the body must hold, such as the name of a mutation. */
  readonly body?: RegExp
  /** How many requests it takes; one, where not said. */
  readonly times?: number
  /**
   * A failure *instead of* the work; `hang` neither works nor answers; `reset-after-write` does the work and drops the
   * connection without an answer, `502-after-write` does it and answers 502.
   */
  readonly answer:
    | {
        readonly status: number
        readonly headers?: Readonly<Record<string, string>>
        readonly body?: unknown
      }
    | 'hang'
    | 'reset-after-write'
    | '502-after-write'
}

export interface HookFault {
  readonly event?: string
  readonly action?: string
  readonly times?: number
  /** `reorder` lets the next delivery overtake this one. */
  readonly how: 'drop' | 'double' | 'delay' | 'reorder'
  readonly delayMs?: number
}

/** What shall go wrong next, in the order in which it was asked for. */
export class Faults {
  /** For so long apps are shown what was before a write. */
  lagMs = 0
  /** How many requests have met one. */
  met = 0
  #api: { fault: ApiFault; left: number }[] = []
  #hooks: { fault: HookFault; left: number }[] = []

  api(fault: ApiFault): void {
    this.#api.push({ fault, left: fault.times ?? 1 })
  }

  hooks(fault: HookFault): void {
    this.#hooks.push({ fault, left: fault.times ?? 1 })
  }

  clear(): void {
    this.lagMs = 0
    this.#api = []
    this.#hooks = []
  }

  /** The fault that this request meets, counted down. */
  takeApi({ method, path, raw }: Pick<Request, 'method' | 'path' | 'raw'>): ApiFault | null {
    const fault = take(this.#api, (fault) => {
      if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false
      if (fault.body && !fault.body.test(Buffer.from(raw).toString())) return false
      return (typeof fault.path === 'string' ? templatePattern(fault.path) : fault.path).test(path)
    })
    if (fault) this.met++
    return fault
  }

  takeHook(event: string, action: string | null): HookFault | null {
    return take(
      this.#hooks,
      (fault) => (fault.event ?? event) === event && (fault.action ?? action) === action,
    )
  }
}

function take<F>(queue: { fault: F; left: number }[], matches: (fault: F) => boolean): F | null {
  const entry = queue.find(({ fault, left }) => left > 0 && matches(fault))
  if (!entry) return null
  entry.left -= 1
  return entry.fault
}
