import { readFileSync } from 'node:fs'
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql'

// Beside the package's entry, which would read a second copy as JSON too.
const FILE = new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'))
let built: GraphQLSchema | null = null

/** GitHub's whole published schema. Built with the first query, once per process: it takes a fifth of a second. */
export function githubSchema(): GraphQLSchema {
  // Taken as valid: checking its 54,000 lines takes longer than all else together.
  built ??= buildASTSchema(parse(readFileSync(FILE, 'utf8'), { noLocation: true }), {
    assumeValid: true,
    assumeValidSDL: true,
  })
  return built
}
