import type { GitHub } from './client.ts'

/** Who wrote something, as GraphQL or REST says it; null for a deleted account. */
export type Author = { readonly login: string; readonly __typename?: string } | null | undefined

/** GraphQL drops the `[bot]` that REST shows, so a person called `debrief` could pass for the app: keep it. */
const fullLogin = (author: NonNullable<Author>): string =>
  (author.__typename === 'Bot' && !author.login.endsWith('[bot]')
    ? `${author.login}[bot]`
    : author.login
  ).toLowerCase()

/** Whether the app itself wrote it: only then do markers in it count. */
export function wroteIt(github: Pick<GitHub, 'login'>, author: Author): boolean {
  return author !== null && author !== undefined && fullLogin(author) === github.login.toLowerCase()
}
