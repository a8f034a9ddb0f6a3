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
  const tries = triesIn(code)
  const is = (name: string): boolean => code === name
  return render('publishing/outcome', {
    posted: isPosted(code),
    url: url ?? '',
    status,
    onItsWay: tries > 0 && tries < MOST_TRIES,
    uncertain: tries >= MOST_TRIES,
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

/** After so many tries of which nothing is known another one would rather be noise. */
const MOST_TRIES = 3

/** What the record says while a message is on its way, for the try of that number. */
export const tryingCode = (tries: number): string => `trying-${tries}`

/** How often it was tried without a word on what came of it; 0 where that is known. */
export const triesIn = (code: string): number => Number(/^trying-(\d{1,3})$/.exec(code)?.[1] ?? 0)

/** It may be there, though nobody was told so. */
export const isUnsure = (code: string): boolean => triesIn(code) > 0 || code === 'github'

/** Whether another try is due by itself: it may pass, and nobody needs to act. */
export const isWaiting = (code: string): boolean => {
  const status = Number(/^status-(\d{3})$/.exec(code)?.[1] ?? 0)
  const tries = triesIn(code)
  if (tries > 0) return tries < MOST_TRIES
  return mayPass(status) || code === 'timeout' || code === 'unreachable' || code === 'github'
}
