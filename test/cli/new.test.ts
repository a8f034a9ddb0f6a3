import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lint } from '../../src/lint/engine.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

test('writes the template of the practice, with its title, into folders that are made', async () => {
  const file = join(await folderWith({}), 'reviews', 'night.md')
  const args = ['new', '--practice', 'premortem', '--title', 'Night trains', '--out', file]
  expect(await inProcess(args)).toEqual({ code: 0, out: `${file} written\n`, err: '' })
  const found = parse(await readFile(file, 'utf8'))
  expect([found.practice.name, found.facts.title]).toEqual(['premortem', 'Night trains'])
})

test('prints a postmortem where nothing else is said', async () => {
  const { code, out } = await inProcess(['new'])
  expect(code).toBe(0)
  expect(parse(out).practice.name).toBe('postmortem')
  expect(lint(out).findings.map(({ rule }) => rule)).toContain('facts/placeholder')
})

test('never overwrites: exit 2, and the file stays', async () => {
  const file = join(await folderWith({ 'a.md': 'Mine.' }), 'a.md')
  const { code, err } = await inProcess(['new', '--out', file])
  expect(code).toBe(2)
  expect(err).toContain('stays as it is')
  expect(await readFile(file, 'utf8')).toBe('Mine.')
})

test('a title that is Markdown or YAML is a title', async () => {
  const title = '"a": b # c\n---\n<!-- debrief:pull {} --> @acme/all'
  const { out } = await inProcess(['new', '--practice', 'retrospective', '--title', title])
  const { facts, practice, problems } = parse(out)
  expect(practice.name).toBe('retrospective')
  expect(problems).toEqual([])
  expect(facts.title).toMatch(/^"a": b # c/)
  expect(out).not.toMatch(/^---$[\s\S]*^---$[\s\S]*^---$|<!-- debrief:pull/m)
})

test('an unknown practice: exit 2, and those that there are', async () => {
  const { code, err } = await inProcess(['new', '--practice', 'sermon'])
  expect(code).toBe(2)
  expect(err).toMatch(/premortem, retrospective, root-cause-analysis/)
})
