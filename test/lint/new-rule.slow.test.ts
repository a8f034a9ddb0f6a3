import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const HERE = fileURLToPath(new URL('../../', import.meta.url))
const COPIED = [
  'src/lint',
  'src/postmortem',
  'test/lint/examples.ts',
  'test/lint/fixtures',
  'test/lint/fixtures.test.ts',
  'test/lint/fixtures.ts',
  'test/lint/new-rule.ts',
  'test/lint/rules.test.ts',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  'package.json',
  'tsconfig.json',
]

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'debrief-new-rule-'))
  await mkdir(join(folder, 'test', 'lint'), { recursive: true })
  for (const path of COPIED) await cp(join(HERE, path), join(folder, path), { recursive: true })
  await symlink(join(HERE, 'node_modules'), join(folder, 'node_modules'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number
  readonly out: string
}
const run = (command: string, ...args: string[]) =>
  new Promise<Ended>((resolve) => {
    const env = {
      PATH: `${join(HERE, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
      NO_COLOR: '1',
      CI: '1',
    }
    execFile(command, args, { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), out: stdout + stderr }),
    )
  })
const newRule = (...args: string[]) => run(process.execPath, 'test/lint/new-rule.ts', ...args)
const read = (path: string) => readFile(join(folder, path), 'utf8')

describe('npm run new-rule', () => {
  test.each([
    [['sarcasm', 'Nobody is laughed at.'], /blame, factors.*slash/],
    [['house/sarcasm', 'Nobody is laughed at.'], /“house\/sarcasm” is no rule id/],
    [['blame/Sarcasm', 'Nobody is laughed at.'], /small words joined by hyphens/],
    [['blame/../sarcasm', 'Nobody is laughed at.'], /no rule id/],
    [['blame/sarcasm'], /summary is one sentence/],
    [['blame/sarcasm', 'nobody is laughed at'], /a capital, a full stop/],
    [['blame/omission', 'Nobody is laughed at.'], /omission\.ts is there already/],
    [[], /no rule id/],
  ])('refuses %j and touches nothing', async (args, words) => {
    const index = await read('src/lint/rules/index.ts')
    const { code, out } = await newRule(...args)
    expect({ code, out }).toEqual({ code: 2, out: expect.stringMatching(words) })
    expect(await read('src/lint/rules/index.ts')).toBe(index)
  })

  test('starts rules that are clean and in their places, and red until they are filled in', async () => {
    const told = await newRule(
      'blame/sarcasm',
      "Nobody's work is laughed at, and no quotation marks stand around words of praise in the text.",
    )
    expect(told).toMatchObject({
      code: 0,
      out: expect.stringMatching(/What is left:[\s\S]*npm run generate/),
    })
    expect((await newRule('timeline/new', 'The entries say what is new in the state of things.')).code).toBe(
      0,
    )

    const index = await read('src/lint/rules/index.ts')
    expect(index).toMatch(
      /person\.ts'\nimport \{ blameSarcasm \} from '\.\/blame\/sarcasm\.ts'\nimport \{ \w+ \} from '\.\/fact/,
    )
    expect(index).toMatch(/SENTENCE_RULES[\s\S]*humanError,\n {2}blameSarcasm,\n/)
    expect(index).toMatch(/\n {2}timelineNew,\n {2}tooFew,/)

    const [types, lint, format, tests] = await Promise.all([
      run('tsc'),
      run('oxlint', '--deny-warnings', 'src/lint/rules'),
      run('oxfmt', '--check', 'src/lint/rules', 'test/lint'),
      run('vitest', 'run', 'test/lint', '--reporter=verbose'),
    ])
    // Of the new files only: what else is wrong here has its own tests.
    for (const { out } of [types, lint, format]) expect(out).not.toMatch(/sarcasm|timeline\/new|rules\/index/)
    expect(lint.out).toMatch(/on \d+ files/)
    expect(format.out).toMatch(/on \d+ files/)
    expect(tests.code).toBe(1)
    for (const words of [
      'Write: what it finds, in words of your own.',
      'Write: the same at more length',
      'fixtures/blame/sarcasm.md:3: expected blame/sarcasm, and nothing was found',
      'fixtures/timeline/new.md:3: expected timeline/new, and nothing was found',
    ])
      expect(tests.out).toContain(words)
  }, 90_000)
})
