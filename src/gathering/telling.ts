import type { Effect } from '../effects.ts'
import { inertLine, inertLink } from '../github/inert.ts'
import { hashOf, marker } from '../github/marker.ts'
import { render } from '../templates.ts'
import type { OpenPostmortem, Problem } from './state.ts'

/** What a reader still takes in; whoever has mended these sees the next ones. */
const MOST_TOLD = 40

/** One comment on the pull request says what of the evidence was not understood, as long as that is so. */
export function tellProblems({ pull, elsewhere }: OpenPostmortem): readonly Effect[] {
  const { problems, note } = elsewhere
  if (!pull || (problems.length === 0 && note === null)) return []
  const text = problems.length === 0 ? render('gathering/all-read', {}) : wordsFor(problems)
  const hash = hashOf(text)
  if (note?.hash === hash) return []
  const body = `${text}\n${marker('note', { about: 'evidence', hash })}`
  return [
    note === null ? { do: 'comment', number: pull.number, body } : { do: 'editComment', id: note.id, body },
  ]
}

function wordsFor(problems: readonly Problem[]): string {
  const told = problems.slice(0, MOST_TOLD).map(({ where, href, line, problem, fix }) => {
    const place = line > 0 ? `${where}:${line}` : where
    return { place: inertLink(place, href, 200), problem: sentence(problem), fix: sentence(fix) }
  })
  return render('gathering/evidence', {
    problems: told,
    more: problems.length - told.length,
    options: told.some(({ problem, fix }) => /(?:^|[ (])--[a-z]/.test(`${problem} ${fix}`)),
    secrets: problems.some(({ isSecret }) => isSecret),
  })
}

function sentence(words: string): string {
  const line = inertLine(words, 500)
  return line === '' || /[.!?…]$/.test(line) ? line : `${line}.`
}
