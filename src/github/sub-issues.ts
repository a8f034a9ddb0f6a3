import type { Client } from './client.ts'

// GitHub gives a request ten seconds, and a link takes a part of one.
const PER_REQUEST = 25

/**
 * Puts issues under a parent. What GitHub refuses of one keeps none of the others of its request from being done; the
 * refusals are thrown together. Asked again, GitHub refuses those that are there already.
 */
export async function addSubIssues(
  client: Client,
  parent: string,
  children: readonly string[],
): Promise<void> {
  for (let start = 0; start < children.length; start += PER_REQUEST) {
    const inputs = children
      .slice(start, start + PER_REQUEST)
      .map((subIssueId, index) => [`input${index}`, { issueId: parent, subIssueId }] as const)
    const declared = inputs.map(([name]) => `$${name}: AddSubIssueInput!`)
    const links = inputs.map(
      ([name], index) => `link${index}: addSubIssue(input: $${name}) { clientMutationId }`,
    )
    const mutation = `mutation (${declared.join(', ')}) { ${links.join(' ')} }`
    await client.graphql(mutation, Object.fromEntries(inputs))
  }
}
