import { branchSha, resolveCommit } from '../branches/resolve.ts'
import { entryAt } from '../git/tree.ts'
import { notFound } from '../http/errors.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Repository } from '../model.ts'
import { CODEOWNERS_PATHS } from '../pulls/codeowners.ts'
import { findAccount, hasRole, type World } from '../world.ts'

export const codeownersRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/codeowners/errors',
    docs: 'repos/repos#list-codeowners-errors',
    needs: { contents: 'read' },
    handle: listErrors,
  },
]

interface Mistake {
  readonly column: number
  readonly kind: 'Unknown owner' | 'Invalid owner' | 'Invalid pattern'
  readonly suggestion: string | null
}

/** What is wrong in the file, line by line; 404 where there is no such file. */
function listErrors(ctx: Context): Answer {
  const { world, repository } = ctx
  const ref = ctx.query('ref')
  const sha =
    ref === null ? branchSha(repository, repository.defaultBranch) : resolveCommit(world, repository, ref)
  const file = sha === undefined ? null : findFile(world, repository, sha)
  if (!file) throw notFound()
  const errors = file.text.split(/\r?\n/).flatMap((source, index) =>
    mistakesIn(world, repository, source).map(({ column, kind, suggestion }) => {
      const line = index + 1
      const what = `${kind} on line ${line}${suggestion === null ? '' : `: ${suggestion}`}`
      const message = `${what}\n\n  ${source}\n  ${' '.repeat(column - 1)}^`
      return { line, column, source, kind, suggestion, message, path: file.path }
    }),
  )
  return { status: 200, body: { errors } }
}

function findFile(world: World, repository: Repository, sha: string): { path: string; text: string } | null {
  const store = world.git.of(repository.id)
  for (const path of CODEOWNERS_PATHS) {
    const entry = entryAt(store, store.commit(sha).tree, path)
    if (entry) return { path, text: store.readBlob(entry.sha)?.toString() ?? '' }
  }
  return null
}

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/

function mistakesIn(world: World, repository: Repository, source: string): Mistake[] {
  const words = [...source.replace(/(^|\s)#.*$/, '').matchAll(/(?:\\ |\S)+/g)]
  return words.flatMap(([word], index): Mistake[] => {
    const column = (words[index]?.index ?? 0) + 1
    if (index === 0) {
      const bad = /^!|(?<!\\)[[\]]/.test(word)
      return bad ? [{ column, kind: 'Invalid pattern', suggestion: null }] : []
    }
    if (EMAIL.test(word)) return []
    if (!word.startsWith('@')) return [{ column, kind: 'Invalid owner', suggestion: null }]
    if (mayOwn(world, repository, word.slice(1))) return []
    const thing = word.includes('/') ? 'the team ' : ''
    const suggestion = `make sure ${thing}${word} exists${thing === '' ? '' : ', is publicly visible,'} and has write access to the repository`
    return [{ column, kind: 'Unknown owner', suggestion }]
  })
}

function mayOwn(world: World, repository: Repository, name: string): boolean {
  const [owner = '', slug] = name.split('/')
  if (slug === undefined)
    return hasRole(findAccount(world, owner), repository, 'write') && findAccount(world, owner) !== null
  const team = repository.owner.teams.find((one) => one.slug === slug.toLowerCase())
  const role = team?.repositories.get(repository.id) ?? 'none'
  return (
    owner.toLowerCase() === repository.owner.login.toLowerCase() &&
    ['write', 'maintain', 'admin'].includes(role)
  )
}
