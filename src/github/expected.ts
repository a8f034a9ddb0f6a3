import { DEFAULT_CONFIG } from '../config/schema.ts'
import type { RepositoryName } from '../effects.ts'
import { practiceAsked } from '../incident/label.ts'
import { wroteIt } from './author.ts'
import type { GitHub } from './client.ts'

/**
 * The issue or pull request of a job that could not even be read, where people expect the app on it: by the default
 * labels, since the configuration may be just what could not be read. Every other one would only be pestered.
 */
export async function expectedOn(
  github: GitHub,
  home: RepositoryName,
  number: number | undefined,
): Promise<number | null> {
  if (number === undefined) return null
  const { data } = await github.client.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
    owner: home.owner,
    repo: home.repo,
    issue_number: number,
  })
  const labels = data.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')))
  const ours = wroteIt(github, data.user) || labels.includes(DEFAULT_CONFIG.postmortem.label)
  return ours || practiceAsked(labels, DEFAULT_CONFIG) !== null ? number : null
}
