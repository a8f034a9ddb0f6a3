import type { Client } from './client.ts'
import { refusalsIn, type Refusal } from './errors.ts'

// GitHub gives a request ten seconds, and a link takes a part of one.
const PER_REQUEST = 25

/**
 * Puts issues under a parent. What GitHub refuses of one keeps none of the others from being done; the refusals are
 * thrown together. Asked again, GitHub refuses those that are there already.
 */
export async function addSubIssues(
  client: Client,
  parent: string,
  children: readonly string[],
): Promise<void> {
  const refusals: Refusal[] = []
  let first: unknown = null
  for (let start = 0; start < children.length; start += PER_REQUEST) {
    const inputs = children
      .slice(start, start + PER_REQUEST)
      .map((subIssueId, index) => [`input${index}`, { issueId: parent, subIssueId }] as const)
    const declared = inputs.map(([name]) => `$${name}: AddSubIssueInput!`)
    const links = inputs.map(
      ([name], index) => `link${index}: addSubIssue(input: $${name}) { clientMutationId }`,
    )
    const mutation = `mutation (${declared.join(', ')}) { ${links.join(' ')} }`
    try {
      await client.graphql(mutation, Object.fromEntries(inputs))
    } catch (error) {
      const refused = refusalsIn(error)
      if (!refused) throw error // not told of these at all: whoever asks again is told of the others too
      refusals.push(...refused)
      first ??= error
    }
  }
  if (first instanceof Error) throw Object.assign(first, { errors: refusals })
}
