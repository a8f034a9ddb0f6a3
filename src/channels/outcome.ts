import { render } from '../templates.ts'

interface About {
  /** Of the discussion that was opened. */
  readonly url?: string | null
  /** Whether they are read where people can answer. */
  readonly isThread?: boolean
}

/** What came of a message, in words, from the short code that the record keeps: `posted`, `status-503`. */
export function outcomeWords(code: string, { url = null, isThread = true }: About = {}): string {
  const status = Number(/^status-(\d{3})$/.exec(code)?.[1] ?? 0)
  const is = (name: string): boolean => code === name
  return render('publishing/outcome', {
    posted: isPosted(code),
    url: url ?? '',
    status,
    passes: mayPass(status),
    gone: status === 404 || status === 410,
    timeout: is('timeout'),
    unreachable: is('unreachable'),
    redirect: is('redirect'),
    inside: is('inside'),
    unknown: is('unknown'),
    forbidden: is('forbidden'),
    github: is('github'),
    refused: is('refused'),
    off: is('off'),
    category: is('category'),
    unmarked: is('unmarked'),
    stuck: isThread && !isPosted(code) && !isWaiting(code),
  }).trim()
}

/** An answer after which it is worth another try. */
export const mayPass = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500

/** `posted-17` where it is the discussion of that number. */
export const isPosted = (code: string): boolean => /^posted(?:-\d{1,9})?$/.test(code)

/** Whether another try is due by itself: it may pass, and nobody needs to act. */
export const isWaiting = (code: string): boolean => {
  const status = Number(/^status-(\d{3})$/.exec(code)?.[1] ?? 0)
  return mayPass(status) || code === 'timeout' || code === 'unreachable' || code === 'github'
}
