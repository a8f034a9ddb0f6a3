import { readFileSync } from 'node:fs'
import type { LintOptions } from '../../src/lint/engine.ts'

/** One example of a rule's document: a line of a `text` block, or a whole `markdown` block. */
export interface Example {
  readonly verdict: 'bad' | 'good'
  readonly text: string
  readonly options: LintOptions
}

const RULES = new URL('../../src/lint/rules/', import.meta.url)

export function documentOf(rule: string): string {
  return readFileSync(new URL(`${rule}.md`, RULES), 'utf8')
}

/** The words under one heading of level two. */
export function sectionOf(document: string, title: string): string {
  const sections = document.split(/^## (?=Why|Source|Bad|Good)/m)
  return (sections.find((part) => part.startsWith(`${title}\n`)) ?? '').slice(title.length).trim()
}

export function examplesOf(rule: string): Example[] {
  const document = documentOf(rule)
  return (['bad', 'good'] as const).flatMap((verdict) => {
    const section = sectionOf(document, verdict === 'bad' ? 'Bad' : 'Good')
    return [...section.matchAll(/^````(text|markdown)(.*)\n([\s\S]*?)\n````$/gm)].flatMap(
      ([, kind, info = '', body = '']) => {
        const today = /today=(\S+)/.exec(info)?.[1]
        const texts = kind === 'text' ? body.split('\n') : [body]
        return texts.map((text) => ({ verdict, text, options: { today } }))
      },
    )
  })
}
