import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { debrief, inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

const BLAMES = '# Outage\n\n## Summary\n\nThe on-call engineer forgot to renew the certificate.\n'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'debrief-cli-'))
  await mkdir(join(folder, 'notes'))
  const files = {
    'blames.md': BLAMES,
    'empty.md': '',
    'binary.md': Buffer.from([0x89, 0x50, 0x00, 0xff]),
    'huge.md': Buffer.alloc(6 * 1024 * 1024, 'a '),
    'quiet.yml': 'rules: { blame/omission: "off" }\n',
    'house.yml':
      "patterns: [{ id: house/certificate, pattern: '\\bcertificate\\b', message: Say which one. }]\n",
    'endless.yml': "patterns:\n  - id: house/copy\n    pattern: '(a)\\1'\n    message: No.\n",
    'wrong.yml': 'digest:\n  houre: 9\n',
    'crlf.md': `\uFEFF${BLAMES.replaceAll('\n', '\r\n')}🚒 عربي\r\n`,
  }
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const check = (...args: string[]) => debrief(['check', ...args], { cwd: folder })
const at = (name: string) => join(folder, name)

interface Report {
  readonly version: number
  readonly files: readonly {
    readonly path: string
    readonly findings: readonly { readonly rule: string; readonly line: number; readonly text: string }[]
    readonly error?: string
  }[]
}
const rulesIn = (out: string) => (JSON.parse(out) as Report).files[0]?.findings.map(({ rule }) => rule)

describe.concurrent('debrief check', () => {
  test('findings at error level: exit 1, with the words, the line and the reason', async () => {
    const { code, out } = await check('--format', 'json', 'blames.md')
    expect(code).toBe(1)
    const report = JSON.parse(out) as Report
    expect(report.version).toBe(1)
    expect(report.files[0]?.findings).toContainEqual(
      expect.objectContaining({
        rule: 'blame/omission',
        level: 'error',
        line: 5,
        text: expect.stringContaining('forgot'),
      }),
    )
  })

  test('the same for people, without colours where no terminal is', async () => {
    const { out } = await check('blames.md')
    expect(out).toContain('blame/omission')
    expect(out).not.toContain('\u001B[')
  })

  test('`-` is standard input', async () => {
    const { code, out } = await debrief(['check', '--format', 'json', '-'], { stdin: BLAMES })
    expect(code).toBe(1)
    expect(rulesIn(out)).toContain('blame/omission')
  })

  test('unusable files are told one by one, the others are checked: exit 2', async () => {
    const paths = ['missing.md', 'notes', 'binary.md', 'empty.md', 'huge.md', 'blames.md']
    const { code, out } = await check('--format', 'json', ...paths)
    expect(code).toBe(2)
    const { files } = JSON.parse(out) as Report
    expect(files.map(({ path }) => path)).toEqual(paths)
    expect(files.map(({ error }) => error)).toEqual([
      expect.stringMatching(/no such file/),
      expect.stringMatching(/no Markdown file .*folder/),
      expect.stringMatching(/UTF-8|binary/),
      expect.stringMatching(/empty/),
      expect.stringMatching(/MB/),
      undefined,
    ])
  })

  test('CRLF, a byte order mark, emoji and right-to-left text are text', async () => {
    const { code, out } = await inProcess(['check', '--format', 'json', at('crlf.md')])
    expect(code).toBe(1)
    expect(rulesIn(out)).toContain('blame/omission')
  })

  test.each(['json', 'sarif', 'github', 'text'])(
    '--config brings patterns of a team, as %s',
    async (format) => {
      const { out } = await inProcess([
        'check',
        '--format',
        format,
        '--config',
        at('house.yml'),
        at('blames.md'),
      ])
      expect(out).toContain('house/certificate')
      expect(out).toContain('Say which one.')
    },
  )

  test('a pattern that cannot be used is told with file, line and fix: exit 2', async () => {
    const { code, err } = await inProcess(['check', '--config', at('endless.yml'), at('blames.md')])
    expect(code).toBe(2)
    expect(err).toMatch(/endless\.yml:3: .*cannot be read as a pattern.*back-references/)
  })

  test('--config sets the levels', async () => {
    const { out } = await inProcess([
      'check',
      '--format',
      'json',
      '--config',
      at('quiet.yml'),
      at('blames.md'),
    ])
    expect(rulesIn(out)).not.toContain('blame/omission')
  })

  test('the settings of the repository hold in its folders too, and in no other repository', async ({
    onTestFinished,
  }) => {
    const files = {
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.github/postmortem.yml': "rules:\n  facts/title: 'off'\n",
      'docs/postmortems/12.md': 'Nobody checked it.\n',
      'vendor/.git': 'gitdir: elsewhere\n',
    }
    const repository = await folderWith(files, onTestFinished)
    const rulesFrom = async (folder: string): Promise<readonly string[]> => {
      const file = join(repository, 'docs/postmortems/12.md')
      const { out } = await debrief(['check', '--format', 'json', file], { cwd: join(repository, folder) })
      const { files } = JSON.parse(out) as { files: readonly { findings: readonly { rule: string }[] }[] }
      return files.flatMap(({ findings }) => findings.map(({ rule }) => rule))
    }
    expect(await rulesFrom('.')).not.toContain('facts/title')
    expect(await rulesFrom('docs/postmortems')).not.toContain('facts/title')
    expect(await rulesFrom('vendor')).toContain('facts/title')
  })

  test('a wrong config is told with file, line and fix, and the files are checked without it: exit 2', async () => {
    const { code, out, err } = await inProcess(['check', '--config', at('wrong.yml'), at('blames.md')])
    expect(code).toBe(2)
    expect(err).toMatch(
      /wrong\.yml:2: `digest\.houre` is not a setting\. Did you mean `hour`\?\n.*default settings/,
    )
    expect(out).toContain('blame/omission')
  })

  test.each([
    [['--config', 'none.yml', 'blames.md'], /none\.yml/],
    [['--format', 'xml', 'blames.md'], /text, json, sarif, github/],
    [['--severity', 'awful', 'blames.md'], /use one of sev1/],
    [['--opened-on', '2026-02-30', 'blames.md'], /YYYY-MM-DD/],
    [['--opened-on', 'yesterday', 'blames.md'], /YYYY-MM-DD/],
    [['--config', 'gone.yml', 'blames.md'], /--config gone\.yml: There is no such file/],
    [['--nonsense', 'blames.md'], /unknown option '--nonsense'\n.*`debrief help check`/],
    [[], /missing required argument 'file'\n.*`debrief help check`/],
  ])('%j: exit 2 and what to do', async (args, said) => {
    const { code, out, err } = await inProcess(['check', ...args])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(said)
  })
})

describe.concurrent('debrief', () => {
  test('--help has examples, --version is the package’s', async () => {
    const help = await debrief(['--help'])
    expect(help.code).toBe(0)
    expect(help.out).toMatch(/serve[\s\S]*check[\s\S]*inspect[\s\S]*digest[\s\S]*backfill[\s\S]*Examples:/)
    const version = await inProcess(['--version'])
    expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })

  test('without a command, or with a wrong one: exit 2', async () => {
    expect((await inProcess([])).code).toBe(2)
    const wrong = await debrief(['chekc'])
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('Did you mean check?')
    expect(wrong.err).toContain('`debrief help`')
    const noHelp = await inProcess(['help', 'chekc'])
    expect(noHelp).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining("unknown command 'chekc'"),
    })
  })
})
