import type { RepositoryName } from '../effects.ts'
import type { GitHub } from './client.ts'
import { statusOf } from './errors.ts'

const FENCE = /^ {0,3}(`{3,}|~{3,})/

/** Whether a comment says `/debrief <word>`: on a line of its own, not one that is quoted or shown as code. */
export function asksFor(word: string, body: string): boolean {
  let fence = ''
  for (const line of body.split(/\r?\n/)) {
    const mark = FENCE.exec(line)?.[1] ?? ''
    if (fence === '') {
      if (isCommand(line, word)) return true
      fence = mark
    } else if (mark.startsWith(fence) && line.trim() === mark) fence = ''
  }
  return false
}

const isCommand = (line: string, word: string): boolean => {
  const [command, what, ...more] = line
    .slice(0, 200)
    .trim()
    .toLowerCase()
    .split(/[ \t]+/)
  return /^[ \t]*\//.test(line) && command === '/debrief' && what === word && more.length === 0
}

/** Anybody can comment on a public repository; who may write in it may ask the app for something. */
export async function mayWrite(
  github: GitHub,
  { owner, repo }: RepositoryName,
  username: string,
): Promise<boolean> {
  try {
    const path = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission'
    const { data } = await github.client.request(path, { owner, repo, username })
    return data.permission === 'admin' || data.permission === 'write' // `maintain` is told as write
  } catch (error) {
    if (statusOf(error) === 404) return false // nobody's account any more
    throw error
  }
}
