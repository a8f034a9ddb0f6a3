import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { debrief, inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

const FINE = '# Outage\n'
const TREE = {
  'top.md': FINE,
  'teams/web/1.md': FINE,
  'teams/web/2.markdown': FINE,
  'teams/web/notes.txt': FINE,
  'teams/mail/3.md': FINE,
  'teams/mail/old/4.md': FINE,
  'teams/mail/.drafts/5.md': FINE,
  'node_modules/pkg/readme.md': FINE,
  'teams/node_modules/pkg/readme.md': FINE,
  'odd/we[i]rd*.md': FINE,
  'empty/picture.png': 'x',
}

interface Report {
  readonly files: readonly { readonly path: string; readonly error?: string }[]
}
const filesIn = (out: string, folder: string) =>
  (JSON.parse(out) as Report).files.map(({ path }) => path.replace(folder, '').replace(/^\//, ''))

async function checkedIn(named: readonly string[], files: Record<string, string> = TREE) {
  const folder = await folderWith(files)
  const ended = await inProcess(['check', '--format', 'json', ...named.map((name) => join(folder, name))])
  return { ...ended, folder, files: filesIn(ended.out, folder) }
}

describe('what is checked', () => {
  test.each([
    [
      'a folder: the Markdown in it and below, without node_modules and dot folders',
      ['.'],
      [
        'teams/mail/3.md',
        'teams/mail/old/4.md',
        'teams/web/1.md',
        'teams/web/2.markdown',
        'odd/we[i]rd*.md',
        'top.md',
      ],
    ],
    ['a pattern', ['teams/*/*.md'], ['teams/mail/3.md', 'teams/web/1.md']],
    [
      'a pattern over folders',
      ['teams/**/*.md'],
      ['teams/mail/3.md', 'teams/mail/old/4.md', 'teams/web/1.md'],
    ],
    [
      'braces',
      ['teams/{web,mail}/*.{md,markdown}'],
      ['teams/mail/3.md', 'teams/web/1.md', 'teams/web/2.markdown'],
    ],
    ['a file whatever its ending', ['teams/web/notes.txt'], ['teams/web/notes.txt']],
    [
      'a folder that starts with a dot, where it is named',
      ['teams/mail/.drafts'],
      ['teams/mail/.drafts/5.md'],
    ],
    ['a file with a name like a pattern', ['odd/we[i]rd*.md'], ['odd/we[i]rd*.md']],
    [
      'a file named twice, and by a pattern and its folder, once',
      ['top.md', './top.md', '*.md', 'teams/../top.md'],
      ['top.md'],
    ],
  ])('%s', async (_, named, expected) => {
    const { files } = await checkedIn(named)
    expect(files.toSorted()).toEqual(expected.toSorted())
  })

  test('files come in the order in which they were named, each folder sorted', async () => {
    expect((await checkedIn(['top.md', 'teams/mail', 'teams/web/1.md'])).files).toEqual([
      'top.md',
      'teams/mail/3.md',
      'teams/mail/old/4.md',
      'teams/web/1.md',
    ])
  })

  test('a link to a file is that file, and a link to nowhere is left out of a folder', async () => {
    const folder = await folderWith({ 'a.md': FINE })
    await symlink(join(folder, 'a.md'), join(folder, 'b.md'))
    await symlink(join(folder, 'gone.md'), join(folder, 'c.md'))
    const { out } = await inProcess(['check', '--format', 'json', folder])
    expect(filesIn(out, folder)).toEqual(['a.md'])
  })

  test('paths are shown as they can be used from here', async () => {
    const folder = await folderWith(TREE)
    const { out } = await debrief(['check', '--format', 'json', './teams/web', 'odd', '**/3.md'], {
      cwd: folder,
    })
    expect(filesIn(out, folder)).toEqual([
      'teams/web/1.md',
      'teams/web/2.markdown',
      'odd/we[i]rd*.md',
      'teams/mail/3.md',
    ])
  })
})

describe('what cannot be used is told by name, and the rest is checked: exit 2', () => {
  test.each([
    ['none/*.md', /No Markdown file matches .*none\/\*\.md/],
    ['teams/web/*.txt', /No Markdown file matches/],
    ['empty', /no Markdown file .*in this folder/],
    ['[', /no such file|No Markdown file matches/],
    ['gone.md', /There is no such file/],
    ['top.md/below.md', /There is no such file/],
  ])('%s', async (name, said) => {
    const { code, out, files, folder } = await checkedIn([name, 'top.md'])
    expect(code).toBe(2)
    expect(files).toEqual([name, 'top.md'])
    expect((JSON.parse(out) as Report).files[0]?.error?.replace(folder, '')).toMatch(said)
  })
})

test('a progress line counts the files, and is gone before the report', async () => {
  const folder = await folderWith(TREE)
  const lines: string[] = []
  await inProcess(['check', join(folder, 'teams')], { progress: (line) => lines.push(line) })
  expect(lines).toEqual([
    `Checking 1 of 4: ${folder}/teams/mail/3.md`,
    expect.stringContaining('2 of 4'),
    expect.stringContaining('3 of 4'),
    expect.stringContaining('4 of 4'),
    '',
  ])
})

describe('standard input', () => {
  test('goes by the name that it is given', async () => {
    const { out } = await inProcess(
      ['check', '--format', 'json', '--stdin-filename', 'postmortems/12.md', '-'],
      {
        stdin: FINE,
      },
    )
    expect(filesIn(out, '')).toEqual(['postmortems/12.md'])
  })

  test.each([
    [['--stdin-filename', 'a.md', 'b.md'], /--stdin-filename .*add `-`/],
    [['--fix', '-', 'a.md'], /name `-` alone/],
    [['--yes', '--dry-run', 'a.md'], /--yes.*cannot be used with.*--dry-run/],
  ])('%j: exit 2 and what to do', async (args, said) => {
    const { code, out, err } = await inProcess(['check', ...args])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(said)
  })
})
