/** A webhook as features see it: they take identity from it, nothing else. */
export interface WebhookEvent {
  /** `issues`, `pull_request`, … */
  readonly name: string
  readonly action: string | null
  readonly payload: Payload
  /** True where the app itself did it: its own writes are no news. */
  readonly byApp: boolean
}

interface Numbered {
  readonly number: number
}
interface Dated extends Numbered {
  /** ISO 8601, of whole seconds. */
  readonly updated_at?: string
}

/** Only what the features read. */
export interface Payload {
  readonly action?: string
  readonly installation?: { readonly id: number } | null
  readonly repository?: {
    readonly name: string
    readonly owner: { readonly login: string }
    readonly default_branch?: string
    /** Seconds since 1970 in a `push`, ISO 8601 in all others. */
    readonly pushed_at?: number | string | null
  }
  readonly sender?: { readonly login: string; readonly type?: string }
  readonly issue?: Dated & {
    readonly state?: string
    readonly pull_request?: unknown
    readonly body?: string | null
    readonly labels?: readonly unknown[]
  }
  readonly comment?: { readonly body?: string | null }
  /** Of an edit: what it was before. */
  readonly changes?: { readonly body?: { readonly from?: string } }
  readonly pull_request?: Dated & {
    readonly merged?: boolean | null
    readonly body?: string | null
    readonly head?: { readonly sha: string }
  }
  readonly check_run?: { readonly name?: string; readonly pull_requests?: readonly Numbered[] }
  readonly check_suite?: { readonly pull_requests?: readonly Numbered[] }
  readonly deployment_status?: { readonly state: string }
  readonly workflow_run?: { readonly conclusion: string | null; readonly head_branch: string | null }
  readonly ref?: string
  /** The commit that was pushed. */
  readonly after?: string
  readonly commits?: readonly {
    readonly added?: readonly string[]
    readonly modified?: readonly string[]
    readonly removed?: readonly string[]
  }[]
  readonly repositories?: readonly { readonly full_name: string }[]
  readonly repositories_added?: readonly { readonly full_name: string }[]
}

/** An event as it was sent; nobody has looked at its shape yet. */
export interface RawEvent {
  readonly name: string
  readonly payload: object
}

export function toWebhookEvent(event: RawEvent, appLogin: string): WebhookEvent {
  const payload = event.payload as Payload // GitHub's own union of 300 shapes, seen through what we read of it
  const byApp =
    payload.sender?.type === 'Bot' && payload.sender.login.toLowerCase() === appLogin.toLowerCase()
  return { name: event.name, action: payload.action ?? null, payload, byApp }
}

/** Where the event happened, or null where it is not about one installed repository. */
export function placeOf(event: WebhookEvent): { installationId: number; owner: string; repo: string } | null {
  const { installation, repository } = event.payload
  if (!installation || !repository) return null
  return { installationId: installation.id, owner: repository.owner.login, repo: repository.name }
}
