import type { RepositoryName } from '../effects.ts'
import type { GitHub } from './client.ts'
import { statusOf } from './errors.ts'

/** Whether somebody may push here. What a comment says of its author will not do: it hides who is a private member. */
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
