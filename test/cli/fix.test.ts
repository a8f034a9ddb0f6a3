import { execFile } from 'node:child_process'
import { chmod, lstat, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { replaceFile } from '../../src/cli/save.ts'
import { debrief, inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

const run = promisify(execFile)
const BEFORE = '# Outage\n\nThe DBA mistakenly truncated the table.\nNobody checked it.\n'
const AFTER = '# Outage\n\nThe DBA truncated the table.\nNobody checked it.\n'

const text = (path: string) => readFile(path, 'utf8')
const yes = () => Promise.resolve(true)

describe('--fix', () => {
  test('shows a diff, asks, writes, and reports what is left', async () => {
    const file = join(await folderWith({ 'a.md': BEFORE }), 'a.md')
    const asked: string[] = []
    const { code, out, err } = await inProcess(['check', '--fix', file], {
      columns: 80,
      ask: (question) => {
        asked.push(question)
        return Promise.resolve(true)
      },
    })
    expect(asked).toEqual(['Write 1 rewording to 1 file?'])
    expect(out).toMatch(/-The DBA mistakenly truncated the table\.\n\+The DBA truncated the table\.\n/)
    expect(out.slice(out.indexOf('+The DBA'))).not.toContain('blame/person')
    expect(out).toContain('blame/omission')
    expect(err).toBe('Wrote 1 rewording to 1 file.\n')
    expect(code).toBe(1)
    expect(await text(file)).toBe(AFTER)
  })

  test('a no leaves the file, and its findings', async () => {
    const file = join(await folderWith({ 'a.md': BEFORE }), 'a.md')
    const { out, err } = await inProcess(['check', '--fix', file], {
      columns: 80,
      ask: () => Promise.resolve(false),
    })
    expect(out).toContain('blame/person')
    expect(err).toBe('')
    expect(await text(file)).toBe(BEFORE)
  })

  test('where nobody can be asked it shows the diff, writes nothing and says how to', async () => {
    const file = join(await folderWith({ 'a.md': BEFORE }), 'a.md')
    const { code, out, err } = await debrief(['check', '--fix', file])
    expect(out).toContain('+The DBA truncated')
    expect(err).toMatch(/Nothing is written: .*Add --yes to write/)
    expect(code).toBe(1)
    expect(await text(file)).toBe(BEFORE)
  })

  test('--yes writes without asking, and the exit code is that of what is left', async () => {
    const clean = '# Outage\n\nThe DBA mistakenly truncated the table.\n'
    const config =
      'rules:\n' +
      ['dates', 'severity', 'impacted-users', 'business-effect', 'missing-section']
        .map((rule) => `  facts/${rule}: "off"\n`)
        .join('')
    const folder = await folderWith({ 'a.md': clean, 'quiet.yml': config })
    const check = (...args: string[]) =>
      inProcess(['check', '--config', join(folder, 'quiet.yml'), ...args, join(folder, 'a.md')])
    expect((await check()).code).toBe(1)
    expect((await check('--yes')).code).toBe(0)
    expect((await check()).code).toBe(0)
  })

  test('--diff shows and writes nothing; git can apply it', async () => {
    const folder = await folderWith({ 'docs/a.md': BEFORE, 'docs/b.md': BEFORE.replaceAll('\n', '\r\n') })
    const { code, out, err } = await debrief(['check', '--diff', 'docs'], { cwd: folder })
    expect(code).toBe(1)
    expect(err).toContain('blame/omission')
    expect(await text(join(folder, 'docs/a.md'))).toBe(BEFORE)
    await writeFile(join(folder, 'fix.patch'), out)
    await run('git', ['apply', 'fix.patch'], { cwd: folder })
    expect(await text(join(folder, 'docs/a.md'))).toBe(AFTER)
    expect(await text(join(folder, 'docs/b.md'))).toBe(AFTER.replaceAll('\n', '\r\n'))
  })

  test('with nothing to reword nobody is asked', async () => {
    const file = join(await folderWith({ 'a.md': AFTER }), 'a.md')
    const { err, out } = await inProcess(['check', '--fix', file], {
      columns: 80,
      ask: () => Promise.reject(new Error('asked')),
    })
    expect(err).toBe('')
    expect(out).not.toContain('+++')
  })

  test('json keeps standard output to itself', async () => {
    const file = join(await folderWith({ 'a.md': BEFORE }), 'a.md')
    const { out, err } = await inProcess(['check', '--format', 'json', '--yes', file])
    const { files } = JSON.parse(out) as { files: { findings: { rule: string }[] }[] }
    expect(files[0]?.findings.map(({ rule }) => rule)).not.toContain('blame/person')
    expect(err).toContain('+The DBA truncated')
  })

  test('byte order mark, line ends, mode and links stay; nothing else is left in the folder', async () => {
    const folder = await folderWith({ 'real.md': `\uFEFF${BEFORE.replaceAll('\n', '\r\n')}` })
    const link = join(folder, 'link.md')
    await symlink('real.md', link)
    await chmod(join(folder, 'real.md'), 0o662) // more than the umask lets through
    await inProcess(['check', '--yes', link])
    expect(await text(join(folder, 'real.md'))).toBe(`\uFEFF${AFTER.replaceAll('\n', '\r\n')}`)
    expect((await stat(join(folder, 'real.md'))).mode & 0o777).toBe(0o662)
    expect((await lstat(link)).isSymbolicLink()).toBe(true)
    expect((await readdir(folder)).sort()).toEqual(['link.md', 'real.md'])
  })

  test('a file that changes while the question stands is left alone, and told: exit 2', async () => {
    const folder = await folderWith({ 'a.md': BEFORE, 'b.md': BEFORE })
    const file = join(folder, 'a.md')
    const { code, out, err } = await inProcess(['check', '--fix', folder], {
      columns: 80,
      ask: async () => {
        await writeFile(file, 'Somebody else wrote this.\n')
        return true
      },
    })
    expect(code).toBe(2)
    expect(out).toContain('was changed meanwhile')
    expect(err).toBe('Wrote 1 rewording to 1 file.\n')
    expect(await text(file)).toBe('Somebody else wrote this.\n')
    expect(await text(join(folder, 'b.md'))).toBe(AFTER)
  })

  test('a file that is gone is told', async () => {
    const folder = await folderWith({})
    const bytes = Buffer.from('x')
    expect(await replaceFile(join(folder, 'a.md'), { before: bytes, after: bytes })).toMatch(
      /could not be written: .*ENOENT/,
    )
  })

  test('what cannot be checked is told, and the rest is mended', async () => {
    const folder = await folderWith({ 'a.md': BEFORE, 'empty.md': '' })
    const { code, out } = await inProcess(['check', '--yes', folder])
    expect(code).toBe(2)
    expect(out).toContain('The file is empty')
    expect(await text(join(folder, 'a.md'))).toBe(AFTER)
  })
})

describe('--fix with standard input', () => {
  test('the mended text goes to standard output, to the byte, and the findings to standard error', async () => {
    const { code, out, err } = await debrief(['check', '--fix', '--stdin-filename', 'a.md', '-'], {
      stdin: `\uFEFF${BEFORE.replaceAll('\n', '\r\n')}`,
    })
    expect(out).toBe(`\uFEFF${AFTER.replaceAll('\n', '\r\n')}`)
    expect(err).toMatch(/^a\.md\n[\s\S]*blame\/omission/)
    expect(code).toBe(1)
  })

  test('a text with nothing to reword comes back as it was', async () => {
    expect((await inProcess(['check', '--fix', '-'], { stdin: AFTER, ask: yes })).out).toBe(AFTER)
  })

  test('--diff shows what would change', async () => {
    const { out } = await inProcess(['check', '--diff', '--stdin-filename', 'a.md', '-'], { stdin: BEFORE })
    expect(out).toMatch(/^--- a\/a\.md\n\+\+\+ b\/a\.md\n/)
  })

  test('what is no text gives none: exit 2', async () => {
    expect(await inProcess(['check', '--fix', '-'], { stdin: new Uint8Array([0, 1, 2]) })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('binary') as string,
    })
  })
})
